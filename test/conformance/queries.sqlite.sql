-- checkDatabase
select "last_number" from "change_counter";

-- countFeatured
select count(*) as "count" from "edition_entry" as "entry" where "entry"."day" >= ? and "entry"."day" <= ?;

-- countListed
select count(*) as "count" from "paper" where "listed_day" = ?;

-- findCurrentIds
select * from "former_id" where "former_id" in (?);

-- findIdsByDoi
select "id", "doi" from "paper" where "doi" in (?);

-- findIdsByTitle
select min("title_shelf") as "first", max("title_shelf") as "last" from "paper" where "title_shelf" > ?;
select "id", "title_key" from "paper" where "title_shelf" in (?) and "title_key" in (?);

-- findLooseIdsByTitle
select "id", "title_key" from "paper" where "title_shelf" in (?) and "title_key" in (?);

-- findNewestDay
select max("day") as "day" from "edition_entry" where "day" <= ?;
select max("listed_day") as "day" from "paper" where "listed_day" is not null and "listed_day" <= ?;

-- findNextDay
select min("day") as "day" from "edition_entry" where "day" > ? and "day" <= ?;
select min("listed_day") as "day" from "paper" where "listed_day" is not null and "listed_day" > ? and "listed_day" <= ?;

-- findPaper
select * from "paper" where "id" in (?);
select * from "former_id" where "former_id" in (?);

-- hasFeatured
select "entry"."day" from "edition_entry" as "entry" where not exists (select "later"."day" from "edition_entry" as "later" where "later"."paper_id" = "entry"."paper_id" and "later"."day" > "entry"."day") limit ?;

-- hasPapers
select "id" from "paper" limit ?;

-- listChanges
select "change_number" as "changeNumber", "id", null as "joinedTo" from "paper" where "change_number" > ? order by "change_number" limit ?;
select "change_number" as "changeNumber", "former_id" as "id", "paper_id" as "joinedTo" from "former_id" where "change_number" > ? order by "change_number" limit ?;

-- listFeatured of a day
select "paper".*, "entry"."day" as "entry_day" from "edition_entry" as "entry" inner join "paper" on "paper"."id" = "entry"."paper_id" where "entry"."day" >= ? and "entry"."day" <= ? order by case when exists ( select 1 from edition_entry as later where later.paper_id = entry.paper_id and later.day > entry.day ) then coalesce(json_extract(entry.printed, '$.votes'), paper.votes) else paper.votes end desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit ? offset ?;

-- listFeatured of a week
select "paper".*, "entry"."day" as "entry_day" from "edition_entry" as "entry" inner join "paper" on "paper"."id" = "entry"."paper_id" where "entry"."day" >= ? and "entry"."day" <= ? and not exists (select "later"."day" from "edition_entry" as "later" where "later"."paper_id" = "entry"."paper_id" and "later"."day" > "entry"."day" and "later"."day" <= ?) order by case when exists ( select 1 from edition_entry as later where later.paper_id = entry.paper_id and later.day > entry.day ) then coalesce(json_extract(entry.printed, '$.votes'), paper.votes) else paper.votes end desc, "entry"."day" desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit ? offset ?;

-- listFeatured of a submitter
select "paper".*, "entry"."day" as "entry_day" from "edition_entry" as "entry" inner join "paper" on "paper"."id" = "entry"."paper_id" where "entry"."submitter" = ? and not exists (select "later"."day" from "edition_entry" as "later" where "later"."paper_id" = "entry"."paper_id" and "later"."day" > "entry"."day" and "later"."submitter" = ?) order by "entry"."day" desc, case when exists ( select 1 from edition_entry as later where later.paper_id = entry.paper_id and later.day > entry.day ) then coalesce(json_extract(entry.printed, '$.votes'), paper.votes) else paper.votes end desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit ? offset ?;

-- listListed
select * from "paper" where "listed_day" is not null and "listed_day" >= ? and "listed_day" <= ? order by "votes" desc, coalesce(published_at, 0) desc, "id" desc limit ? offset ?;

-- listPapersById
select * from "paper" where "id" > ? order by "id" limit ?;

-- lockChanges
update "change_counter" set "last_number" = "last_number" returning "last_number";

-- upsertAccounts
select * from "account" where "handle" in (?);
insert into "account" ("handle", "external_id", "fullname", "avatar_url", "kind", "pro", "staff", "staff_admin", "moderator", "follower_count", "ages") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("handle") do update set "external_id" = "excluded"."external_id", "fullname" = "excluded"."fullname", "avatar_url" = "excluded"."avatar_url", "kind" = "excluded"."kind", "pro" = "excluded"."pro", "staff" = "excluded"."staff", "staff_admin" = "excluded"."staff_admin", "moderator" = "excluded"."moderator", "follower_count" = "excluded"."follower_count", "ages" = "excluded"."ages";

-- upsertOrganizations
select * from "organization" where "handle" in (?);
insert into "organization" ("handle", "external_id", "fullname", "avatar_url", "ages") values (?, ?, ?, ?, ?) on conflict ("handle") do update set "external_id" = "excluded"."external_id", "fullname" = "excluded"."fullname", "avatar_url" = "excluded"."avatar_url", "ages" = "excluded"."ages";

-- writePapers
insert into "paper" ("id", "title_shelf", "title_key", "title", "abstract", "authors", "author_count", "published_at", "updated_at", "version", "categories", "primary_category", "comment", "journal_ref", "doi", "announced_day", "organization", "project_page", "github_repo", "github_repo_added_by", "media_urls", "ai_summary", "ai_keywords", "ai_summary_model", "discussion_id", "thumbnail_url", "withdrawn_at", "author_participating", "daily_authors", "votes", "comments", "stars", "listed_day", "counts", "origins", "change_number") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("id") do update set "title_shelf" = "excluded"."title_shelf", "title_key" = "excluded"."title_key", "title" = "excluded"."title", "abstract" = "excluded"."abstract", "authors" = "excluded"."authors", "author_count" = "excluded"."author_count", "published_at" = "excluded"."published_at", "updated_at" = "excluded"."updated_at", "version" = "excluded"."version", "categories" = "excluded"."categories", "primary_category" = "excluded"."primary_category", "comment" = "excluded"."comment", "journal_ref" = "excluded"."journal_ref", "doi" = "excluded"."doi", "announced_day" = "excluded"."announced_day", "organization" = "excluded"."organization", "project_page" = "excluded"."project_page", "github_repo" = "excluded"."github_repo", "github_repo_added_by" = "excluded"."github_repo_added_by", "media_urls" = "excluded"."media_urls", "ai_summary" = "excluded"."ai_summary", "ai_keywords" = "excluded"."ai_keywords", "ai_summary_model" = "excluded"."ai_summary_model", "discussion_id" = "excluded"."discussion_id", "thumbnail_url" = "excluded"."thumbnail_url", "withdrawn_at" = "excluded"."withdrawn_at", "author_participating" = "excluded"."author_participating", "daily_authors" = "excluded"."daily_authors", "votes" = "excluded"."votes", "comments" = "excluded"."comments", "stars" = "excluded"."stars", "listed_day" = "excluded"."listed_day", "counts" = "excluded"."counts", "origins" = "excluded"."origins", "change_number" = "excluded"."change_number";
select * from "former_id" where "former_id" in (?);
insert into "former_id" ("former_id", "paper_id", "change_number") values (?, ?, ?) on conflict ("former_id") do update set "paper_id" = "excluded"."paper_id", "change_number" = "excluded"."change_number";
delete from "edition_entry" where "paper_id" in (?);
insert into "edition_entry" ("day", "paper_id", "submitted_at", "submitter", "place", "answer_votes", "printed") values (?, ?, ?, ?, ?, ?, ?) on conflict ("day", "paper_id") do update set "submitted_at" = "excluded"."submitted_at", "submitter" = "excluded"."submitter", "place" = "excluded"."place", "answer_votes" = "excluded"."answer_votes", "printed" = "excluded"."printed";
delete from "paper" where "id" in (?);
update "change_counter" set "last_number" = ?;
