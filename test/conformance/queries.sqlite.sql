-- checkDatabase
select "last_number" from "change_counter";

-- countFeatured
select count(distinct "paper_id") as "count" from "edition_entry" where "day" >= ? and "day" <= ?;

-- countCatalogued
select count(*) as "count" from (select "paper_id" from "catalogue" where "kind" = ? and "key" = ? limit ?) as "card";

-- countStore
select (select count(*) from paper) as papers, (select count(distinct paper_id) from edition_entry) as "featuredPapers";

-- catalogueChanges
insert into "follower" ("name", "last_number") values (?, ?) on conflict ("name") do nothing;
select "last_number" from "follower" where "name" = ?;
delete from "catalogue" where "paper_id" in (?);
select "id", "authors", "categories", "primary_category", "organization", "published_at" from "paper" where "id" in (?);
update "follower" set "last_number" = ? where "name" = ?;

-- findCurrentIds
select * from "former_id" where "former_id" in (?);

-- findIdsByDoi
select "id", "doi" from "paper" where "doi" in (?);

-- findIdsByTitle
select min("title_shelf") as "first", max("title_shelf") as "last" from "paper" where "title_shelf" > ?;
select "id", "title_key" from "paper" where "title_shelf" in (?) and "title_key" in (?);

-- findLooseIdsByTitle
select "id", "title_key" from "paper" where "title_shelf" in (?) and "title_key" in (?);

-- findNeighbours
select (select max(day) from edition_day where day < ? and day <= ?) as previous, (select min(day) from edition_day where day > ? and day <= ?) as next;

-- findNewestDay
select "day" from "edition_day" where "day" <= ? order by "day" desc limit ?;

-- findOldestDay
select "day" from "edition_day" order by "day" limit ?;

-- findSearchablePapers
select "id", "title", "abstract", "authors", "categories", "primary_category", "published_at", "github_repo", "votes", "listed_day", "announced_day", "origins" from "paper" where "id" in (?);

-- findStoreVersion
select last_number as changed, (select last_number from follower where name = ?) as catalogued from change_counter;

-- findTallies
select * from "tally";

-- findPaper
select * from "paper" where "id" in (?);
select * from "former_id" where "former_id" in (?);

-- hasFeatured
select "day" from "edition_day" where "featured" > ? limit ?;

-- hasPapers
select "id" from "paper" limit ?;

-- listChanges
 select * from ( select change_number as "changeNumber", id, null as "joinedTo" from paper where change_number > ? order by change_number limit ? ) as present union all select * from ( select change_number, former_id, paper_id from former_id where change_number > ? order by change_number limit ? ) as former order by "changeNumber" limit ?;

-- listDayCounts
select * from "edition_day" where "day" >= ? and "day" <= ? order by "day";

-- listHeadlines
select "paper"."id", "title", "abstract", "authors", "author_count", "organization", "organization"."fullname", "primary_category", "categories", "comments", "published_at", "withdrawn_at", "change_number", (select last_number from follower where name = 'people') as "people_number" from "paper" left join "organization" on "organization"."handle" = "paper"."organization" where "paper"."id" in (?);

-- listNewest
select * from "paper" where "published_at" is not null and "published_at" <= ? and ("published_at" < ? or "id" < ?) order by "published_at" desc nulls last, "id" desc limit ?;

-- listPapersById
select * from "paper" where "id" > ? order by "id" limit ?;

-- listSourceReads
select * from "source_read" order by "source";

-- lockChanges
update "change_counter" set "last_number" = "last_number" returning "last_number";

-- markSourcesRead
insert into "source_read" ("source", "read_at") values (?, ?) on conflict ("source") do update set "read_at" = "excluded"."read_at";

-- placePapers
select "id", "votes" from "paper" where "id" in (?);

-- rankCatalogued
 select card.paper_id as id, paper.votes as votes from ( select paper_id, published_at from catalogue where kind = ? and key = ? order by published_at desc, paper_id desc limit ? offset ? ) as card join paper on paper.id = card.paper_id order by card.published_at desc, card.paper_id desc;

-- rankFeatured of a day
select "paper_id", "day", "votes" from "edition_entry" as "entry" where "entry"."day" = ? order by "entry"."votes" desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit ? offset ?;

-- rankFeatured of a week
select "paper_id", "day", "votes" from "edition_entry" as "entry" where "entry"."day" >= ? and "entry"."day" <= ? and not exists (select "later"."day" from "edition_entry" as "later" where "later"."paper_id" = "entry"."paper_id" and "later"."day" > "entry"."day" and "later"."day" <= ?) order by "entry"."votes" desc, "entry"."day" desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit ? offset ?;

-- rankFeatured of a submitter
select "paper_id", "day", "votes" from "edition_entry" as "entry" where "entry"."submitter" = ? and not exists (select "later"."day" from "edition_entry" as "later" where "later"."paper_id" = "entry"."paper_id" and "later"."day" > "entry"."day" and "later"."submitter" = ?) order by "entry"."day" desc, "entry"."votes" desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit ? offset ?;

-- rankListed of a day
select "id", "votes" from "paper" where "listed_day" is not null and "listed_day" = ? order by "votes" desc, "published_at" desc nulls last, "id" desc limit ? offset ?;

-- rankListed of a week
select "id", "votes" from "paper" where "listed_day" is not null and "listed_day" >= ? and "listed_day" <= ? order by "votes" desc, "published_at" desc nulls last, "id" desc limit ? offset ?;

-- recountDays
select "day", count(*) as "papers" from "edition_entry" where "day" in (?) group by "day";
select "listed_day" as "day", count(*) as "papers" from "paper" where "listed_day" in (?) group by "listed_day";
delete from "edition_day" where "day" in (?);

-- refreshTallies
select (select count(*) from paper) as papers, (select count(distinct paper_id) from edition_entry) as "featuredPapers";
insert into "tally" ("name", "count") values (?, ?), (?, ?) on conflict ("name") do update set "count" = "excluded"."count";

-- upsertAccounts
select * from "account" where "handle" in (?);
insert into "account" ("handle", "external_id", "fullname", "avatar_url", "kind", "pro", "staff", "staff_admin", "moderator", "follower_count", "ages") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("handle") do update set "external_id" = "excluded"."external_id", "fullname" = "excluded"."fullname", "avatar_url" = "excluded"."avatar_url", "kind" = "excluded"."kind", "pro" = "excluded"."pro", "staff" = "excluded"."staff", "staff_admin" = "excluded"."staff_admin", "moderator" = "excluded"."moderator", "follower_count" = "excluded"."follower_count", "ages" = "excluded"."ages";

-- upsertOrganizations
select * from "organization" where "handle" in (?);
insert into "organization" ("handle", "external_id", "fullname", "avatar_url", "ages") values (?, ?, ?, ?, ?) on conflict ("handle") do update set "external_id" = "excluded"."external_id", "fullname" = "excluded"."fullname", "avatar_url" = "excluded"."avatar_url", "ages" = "excluded"."ages";

-- walkSearchablePapers
select "id", "title", "abstract", "authors", "categories", "primary_category", "published_at", "github_repo", "votes", "listed_day", "announced_day", "origins" from "paper" where "published_at" is null order by "id" limit ?;
select "id", "title", "abstract", "authors", "categories", "primary_category", "published_at", "github_repo", "votes", "listed_day", "announced_day", "origins" from "paper" where "published_at" is not null order by "published_at" asc nulls first, "id" asc limit ?;

-- writePapers
insert into "paper" ("id", "title_shelf", "title_key", "title", "abstract", "authors", "author_count", "published_at", "updated_at", "version", "categories", "primary_category", "comment", "journal_ref", "doi", "announced_day", "organization", "project_page", "github_repo", "github_repo_added_by", "media_urls", "ai_summary", "ai_keywords", "ai_summary_model", "discussion_id", "thumbnail_url", "withdrawn_at", "author_participating", "daily_authors", "votes", "comments", "stars", "listed_day", "counts", "origins", "change_number") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("id") do update set "title_shelf" = "excluded"."title_shelf", "title_key" = "excluded"."title_key", "title" = "excluded"."title", "abstract" = "excluded"."abstract", "authors" = "excluded"."authors", "author_count" = "excluded"."author_count", "published_at" = "excluded"."published_at", "updated_at" = "excluded"."updated_at", "version" = "excluded"."version", "categories" = "excluded"."categories", "primary_category" = "excluded"."primary_category", "comment" = "excluded"."comment", "journal_ref" = "excluded"."journal_ref", "doi" = "excluded"."doi", "announced_day" = "excluded"."announced_day", "organization" = "excluded"."organization", "project_page" = "excluded"."project_page", "github_repo" = "excluded"."github_repo", "github_repo_added_by" = "excluded"."github_repo_added_by", "media_urls" = "excluded"."media_urls", "ai_summary" = "excluded"."ai_summary", "ai_keywords" = "excluded"."ai_keywords", "ai_summary_model" = "excluded"."ai_summary_model", "discussion_id" = "excluded"."discussion_id", "thumbnail_url" = "excluded"."thumbnail_url", "withdrawn_at" = "excluded"."withdrawn_at", "author_participating" = "excluded"."author_participating", "daily_authors" = "excluded"."daily_authors", "votes" = "excluded"."votes", "comments" = "excluded"."comments", "stars" = "excluded"."stars", "listed_day" = "excluded"."listed_day", "counts" = "excluded"."counts", "origins" = "excluded"."origins", "change_number" = "excluded"."change_number";
select * from "former_id" where "former_id" in (?);
insert into "former_id" ("former_id", "paper_id", "change_number") values (?, ?, ?) on conflict ("former_id") do update set "paper_id" = "excluded"."paper_id", "change_number" = "excluded"."change_number";
delete from "edition_entry" where "paper_id" in (?);
insert into "edition_entry" ("day", "paper_id", "submitted_at", "submitter", "place", "answer_votes", "printed", "votes") values (?, ?, ?, ?, ?, ?, ?, ?) on conflict ("day", "paper_id") do update set "submitted_at" = "excluded"."submitted_at", "submitter" = "excluded"."submitter", "place" = "excluded"."place", "answer_votes" = "excluded"."answer_votes", "printed" = "excluded"."printed", "votes" = "excluded"."votes";
delete from "paper" where "id" in (?);
select "day", count(*) as "papers" from "edition_entry" where "day" in (?) group by "day";
select "listed_day" as "day", count(*) as "papers" from "paper" where "listed_day" in (?) group by "listed_day";
delete from "edition_day" where "day" in (?);
update "change_counter" set "last_number" = ?;
