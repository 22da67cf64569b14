-- checkDatabase
select "last_number" from "change_counter";

-- countFeatured
select count(*) as "count" from "edition_entry" as "entry" where "entry"."day" >= $1 and "entry"."day" <= $2;

-- countListed
select count(*) as "count" from "paper" where "listed_day" = $1;

-- findCurrentIds
select * from "former_id" where "former_id" in ($1);

-- findIdsByDoi
select "id", "doi" from "paper" where "doi" in ($1);

-- findIdsByTitle
select min("title_shelf") as "first", max("title_shelf") as "last" from "paper" where "title_shelf" > $1;
select "id", "title_key" from "paper" where "title_shelf" in ($1) and "title_key" in ($2);

-- findLooseIdsByTitle
select "id", "title_key" from "paper" where "title_shelf" in ($1) and "title_key" in ($2);

-- findNewestDay
select max("day") as "day" from "edition_entry" where "day" <= $1;
select max("listed_day") as "day" from "paper" where "listed_day" is not null and "listed_day" <= $1;

-- findNextDay
select min("day") as "day" from "edition_entry" where "day" > $1 and "day" <= $2;
select min("listed_day") as "day" from "paper" where "listed_day" is not null and "listed_day" > $1 and "listed_day" <= $2;

-- findPaper
select * from "paper" where "id" in ($1);
select * from "former_id" where "former_id" in ($1);

-- hasFeatured
select "entry"."day" from "edition_entry" as "entry" where not exists (select "later"."day" from "edition_entry" as "later" where "later"."paper_id" = "entry"."paper_id" and "later"."day" > "entry"."day") limit $1;

-- hasPapers
select "id" from "paper" limit $1;

-- listChanges
select "change_number" as "changeNumber", "id", null as "joinedTo" from "paper" where "change_number" > $1 order by "change_number" limit $2;
select "change_number" as "changeNumber", "former_id" as "id", "paper_id" as "joinedTo" from "former_id" where "change_number" > $1 order by "change_number" limit $2;

-- listFeatured of a day
select "paper".*, "entry"."day" as "entry_day" from "edition_entry" as "entry" inner join "paper" on "paper"."id" = "entry"."paper_id" where "entry"."day" >= $1 and "entry"."day" <= $2 order by case when exists ( select 1 from edition_entry as later where later.paper_id = entry.paper_id and later.day > entry.day ) then coalesce((entry.printed::json ->> 'votes')::integer, paper.votes) else paper.votes end desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit $3 offset $4;

-- listFeatured of a week
select "paper".*, "entry"."day" as "entry_day" from "edition_entry" as "entry" inner join "paper" on "paper"."id" = "entry"."paper_id" where "entry"."day" >= $1 and "entry"."day" <= $2 and not exists (select "later"."day" from "edition_entry" as "later" where "later"."paper_id" = "entry"."paper_id" and "later"."day" > "entry"."day" and "later"."day" <= $3) order by case when exists ( select 1 from edition_entry as later where later.paper_id = entry.paper_id and later.day > entry.day ) then coalesce((entry.printed::json ->> 'votes')::integer, paper.votes) else paper.votes end desc, "entry"."day" desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit $4 offset $5;

-- listFeatured of a submitter
select "paper".*, "entry"."day" as "entry_day" from "edition_entry" as "entry" inner join "paper" on "paper"."id" = "entry"."paper_id" where "entry"."submitter" = $1 and not exists (select "later"."day" from "edition_entry" as "later" where "later"."paper_id" = "entry"."paper_id" and "later"."day" > "entry"."day" and "later"."submitter" = $2) order by "entry"."day" desc, case when exists ( select 1 from edition_entry as later where later.paper_id = entry.paper_id and later.day > entry.day ) then coalesce((entry.printed::json ->> 'votes')::integer, paper.votes) else paper.votes end desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit $3 offset $4;

-- listListed
select * from "paper" where "listed_day" is not null and "listed_day" >= $1 and "listed_day" <= $2 order by "votes" desc, coalesce(published_at, 0) desc, "id" desc limit $3 offset $4;

-- listPapersById
select * from "paper" where "id" > $1 order by "id" limit $2;

-- lockChanges
update "change_counter" set "last_number" = "last_number" returning "last_number";

-- upsertAccounts
select * from "account" where "handle" in ($1);
insert into "account" ("handle", "external_id", "fullname", "avatar_url", "kind", "pro", "staff", "staff_admin", "moderator", "follower_count", "ages") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict ("handle") do update set "external_id" = "excluded"."external_id", "fullname" = "excluded"."fullname", "avatar_url" = "excluded"."avatar_url", "kind" = "excluded"."kind", "pro" = "excluded"."pro", "staff" = "excluded"."staff", "staff_admin" = "excluded"."staff_admin", "moderator" = "excluded"."moderator", "follower_count" = "excluded"."follower_count", "ages" = "excluded"."ages";

-- upsertOrganizations
select * from "organization" where "handle" in ($1);
insert into "organization" ("handle", "external_id", "fullname", "avatar_url", "ages") values ($1, $2, $3, $4, $5) on conflict ("handle") do update set "external_id" = "excluded"."external_id", "fullname" = "excluded"."fullname", "avatar_url" = "excluded"."avatar_url", "ages" = "excluded"."ages";

-- writePapers
insert into "paper" ("id", "title_shelf", "title_key", "title", "abstract", "authors", "author_count", "published_at", "updated_at", "version", "categories", "primary_category", "comment", "journal_ref", "doi", "announced_day", "organization", "project_page", "github_repo", "github_repo_added_by", "media_urls", "ai_summary", "ai_keywords", "ai_summary_model", "discussion_id", "thumbnail_url", "withdrawn_at", "author_participating", "daily_authors", "votes", "comments", "stars", "listed_day", "counts", "origins", "change_number") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36) on conflict ("id") do update set "title_shelf" = "excluded"."title_shelf", "title_key" = "excluded"."title_key", "title" = "excluded"."title", "abstract" = "excluded"."abstract", "authors" = "excluded"."authors", "author_count" = "excluded"."author_count", "published_at" = "excluded"."published_at", "updated_at" = "excluded"."updated_at", "version" = "excluded"."version", "categories" = "excluded"."categories", "primary_category" = "excluded"."primary_category", "comment" = "excluded"."comment", "journal_ref" = "excluded"."journal_ref", "doi" = "excluded"."doi", "announced_day" = "excluded"."announced_day", "organization" = "excluded"."organization", "project_page" = "excluded"."project_page", "github_repo" = "excluded"."github_repo", "github_repo_added_by" = "excluded"."github_repo_added_by", "media_urls" = "excluded"."media_urls", "ai_summary" = "excluded"."ai_summary", "ai_keywords" = "excluded"."ai_keywords", "ai_summary_model" = "excluded"."ai_summary_model", "discussion_id" = "excluded"."discussion_id", "thumbnail_url" = "excluded"."thumbnail_url", "withdrawn_at" = "excluded"."withdrawn_at", "author_participating" = "excluded"."author_participating", "daily_authors" = "excluded"."daily_authors", "votes" = "excluded"."votes", "comments" = "excluded"."comments", "stars" = "excluded"."stars", "listed_day" = "excluded"."listed_day", "counts" = "excluded"."counts", "origins" = "excluded"."origins", "change_number" = "excluded"."change_number";
select * from "former_id" where "former_id" in ($1);
insert into "former_id" ("former_id", "paper_id", "change_number") values ($1, $2, $3) on conflict ("former_id") do update set "paper_id" = "excluded"."paper_id", "change_number" = "excluded"."change_number";
delete from "edition_entry" where "paper_id" in ($1);
insert into "edition_entry" ("day", "paper_id", "submitted_at", "submitter", "place", "answer_votes", "printed") values ($1, $2, $3, $4, $5, $6, $7) on conflict ("day", "paper_id") do update set "submitted_at" = "excluded"."submitted_at", "submitter" = "excluded"."submitter", "place" = "excluded"."place", "answer_votes" = "excluded"."answer_votes", "printed" = "excluded"."printed";
delete from "paper" where "id" in ($1);
update "change_counter" set "last_number" = $1;
