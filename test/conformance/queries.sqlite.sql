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

-- claimTurn
select * from "pace" where "name" = ?;
insert into "pace" ("name", "next_at", "changed_at", "holder") values (?, ?, ?, ?) on conflict ("name") do update set "next_at" = ?, "changed_at" = ?, "holder" = ? where "pace"."next_at" <= ? returning "holder";

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

-- rankFeatured with votes
select "paper_id", "day", "votes" from "edition_entry" as "entry" where "entry"."votes" >= ? and "entry"."day" <= ? and not exists (select "later"."day" from "edition_entry" as "later" where "later"."paper_id" = "entry"."paper_id" and "later"."day" > "entry"."day" and "later"."day" <= ?) order by "entry"."day" desc, "entry"."votes" desc, "entry"."day" desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit ? offset ?;

-- rankFeatured of a submitter
select "paper_id", "day", "votes" from "edition_entry" as "entry" where "entry"."submitter" = ? and not exists (select "later"."day" from "edition_entry" as "later" where "later"."paper_id" = "entry"."paper_id" and "later"."day" > "entry"."day" and "later"."submitter" = ?) order by "entry"."day" desc, "entry"."votes" desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit ? offset ?;

-- rankListed of a day
select "id", "votes" from "paper" where "listed_day" is not null and "listed_day" = ? order by "votes" desc, "published_at" desc nulls last, "id" desc limit ? offset ?;

-- rankListed with votes
select "id", "votes" from "paper" where "listed_day" is not null and "votes" >= ? and "listed_day" = ? order by "votes" desc, "published_at" desc nulls last, "id" desc limit ? offset ?;

-- rankListed of a week
select "id", "votes" from "paper" where "listed_day" is not null and "listed_day" >= ? and "listed_day" <= ? order by "votes" desc, "published_at" desc nulls last, "id" desc limit ? offset ?;

-- rankVotedFor
 select card.paper_id as id, paper.votes as votes from ( select paper_id, published_at from catalogue where kind = ? and key = ? order by published_at desc, paper_id desc limit ? ) as card join paper on paper.id = card.paper_id where paper.votes >= ? order by card.published_at desc, card.paper_id desc limit ? offset ?;

-- recountDays
select "day", count(*) as "papers" from "edition_entry" where "day" in (?) group by "day";
select "listed_day" as "day", count(*) as "papers" from "paper" where "listed_day" in (?) group by "listed_day";
delete from "edition_day" where "day" in (?);

-- refreshTallies
select (select count(*) from paper) as papers, (select count(distinct paper_id) from edition_entry) as "featuredPapers";
insert into "tally" ("name", "count") values (?, ?), (?, ?) on conflict ("name") do update set "count" = "excluded"."count";

-- releaseTurn
update "pace" set "next_at" = ?, "changed_at" = ?, "holder" = ? where "name" = ? and "holder" = ?;

-- shiftTurn
update "pace" set "next_at" = "next_at" - ?, "changed_at" = "changed_at" - ? where "name" = ? and "changed_at" = ?;

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
insert into "paper" ("id", "title_shelf", "title_key", "title", "abstract", "authors", "author_count", "published_at", "updated_at", "version", "categories", "primary_category", "comment", "journal_ref", "doi", "announced_day", "organization", "project_page", "github_repo", "github_repo_added_by", "media_urls", "ai_summary", "ai_keywords", "ai_summary_model", "discussion_id", "thumbnail_url", "withdrawn_at", "author_participating", "daily_authors", "votes", "comments", "stars", "citations", "listed_day", "counts", "origins", "change_number") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("id") do update set "title_shelf" = "excluded"."title_shelf", "title_key" = "excluded"."title_key", "title" = "excluded"."title", "abstract" = "excluded"."abstract", "authors" = "excluded"."authors", "author_count" = "excluded"."author_count", "published_at" = "excluded"."published_at", "updated_at" = "excluded"."updated_at", "version" = "excluded"."version", "categories" = "excluded"."categories", "primary_category" = "excluded"."primary_category", "comment" = "excluded"."comment", "journal_ref" = "excluded"."journal_ref", "doi" = "excluded"."doi", "announced_day" = "excluded"."announced_day", "organization" = "excluded"."organization", "project_page" = "excluded"."project_page", "github_repo" = "excluded"."github_repo", "github_repo_added_by" = "excluded"."github_repo_added_by", "media_urls" = "excluded"."media_urls", "ai_summary" = "excluded"."ai_summary", "ai_keywords" = "excluded"."ai_keywords", "ai_summary_model" = "excluded"."ai_summary_model", "discussion_id" = "excluded"."discussion_id", "thumbnail_url" = "excluded"."thumbnail_url", "withdrawn_at" = "excluded"."withdrawn_at", "author_participating" = "excluded"."author_participating", "daily_authors" = "excluded"."daily_authors", "votes" = "excluded"."votes", "comments" = "excluded"."comments", "stars" = "excluded"."stars", "citations" = "excluded"."citations", "listed_day" = "excluded"."listed_day", "counts" = "excluded"."counts", "origins" = "excluded"."origins", "change_number" = "excluded"."change_number";
select * from "former_id" where "former_id" in (?);
insert into "former_id" ("former_id", "paper_id", "change_number") values (?, ?, ?) on conflict ("former_id") do update set "paper_id" = "excluded"."paper_id", "change_number" = "excluded"."change_number";
delete from "edition_entry" where "paper_id" in (?);
insert into "edition_entry" ("day", "paper_id", "submitted_at", "submitter", "place", "answer_votes", "printed", "votes") values (?, ?, ?, ?, ?, ?, ?, ?) on conflict ("day", "paper_id") do update set "submitted_at" = "excluded"."submitted_at", "submitter" = "excluded"."submitter", "place" = "excluded"."place", "answer_votes" = "excluded"."answer_votes", "printed" = "excluded"."printed", "votes" = "excluded"."votes";
delete from "paper" where "id" in (?);
select distinct "paper_id" from "signal" where "paper_id" in (?);
select "day", count(*) as "papers" from "edition_entry" where "day" in (?) group by "day";
select "listed_day" as "day", count(*) as "papers" from "paper" where "listed_day" in (?) group by "listed_day";
delete from "edition_day" where "day" in (?);
update "change_counter" set "last_number" = ?;

-- advanceTask
update "task" set "resume" = ?, "taken" = ?, "faults" = ?, "answers" = ?, "total" = ?, "attempts" = ?, "tried_at" = ?, "retry_at" = ?, "trouble" = ? where "source" = ? and "key" = ? and "finished_at" is null and "resume" is null and "attempts" = ? and "restarts" = ? and "taken" = ?;

-- advanceTask to its end
update "task" set "resume" = ?, "taken" = ?, "faults" = ?, "answers" = ?, "attempts" = ?, "tried_at" = ?, "retry_at" = ?, "trouble" = ?, "finished_at" = ?, "outcome" = ? where "source" = ? and "key" = ? and "finished_at" is null and "resume" = ? and "attempts" = ? and "restarts" = ? and "taken" = ?;

-- claimSource
insert into "source_state" ("source", "planned_until", "stopped_until", "succeeded_at", "failed_at", "failures", "failure_kind", "trouble", "holder", "held_until") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("source") do nothing;
update "source_state" set "holder" = ?, "held_until" = ? where "source" = ? and ("holder" is null or "holder" = ? or "held_until" <= ?) returning *;

-- deleteAnnouncementsBefore
delete from "announcement" where "day" < ?;

-- deletePacesBefore
delete from "pace" where "changed_at" < ? and "next_at" < ?;

-- deleteTasksBefore
delete from "task" where "finished_at" < ?;

-- deleteTroublesBefore
delete from "trouble" where "last_at" < ?;

-- deleteValidatorsBefore
delete from "validator" where "seen_at" < ?;

-- findAnnouncedDays
select "paper_id", min("day") as "day" from "announcement" where "source" = ? and "kind" = ? and "paper_id" in (?) group by "paper_id";

-- findKnownDays
select "id", "announced_day" from "paper" where "announced_day" is not null and "id" in (?);
select "paper_id", min("day") as "day" from "announcement" where "source" = ? and "kind" = ? and "paper_id" in (?) group by "paper_id";

-- endSilence
update "source_state" set "stopped_until" = ? where "source" = ? and "failure_kind" = ?;

-- findBatch
select * from "announced_batch" where "source" = ? and "day" = ?;

-- findDueTask
select * from "task" where "source" = ? and "finished_at" is null and "due_at" <= ? and ("retry_at" is null or "retry_at" <= ?) order by "due_at" desc, "place", "key" limit ?;

-- findNewestBatch
select * from "announced_batch" where "source" = ? and ("due_at" <= ? or "read_at" is not null) order by "day" desc limit ?;

-- findReach
select "day" from "reach" where "source" = ? and "subject" = ?;

-- findSourceState
select * from "source_state" where "source" = ?;

-- findTasks
select * from "task" where "source" = ? and "key" in (?);

-- findValidator
select * from "validator" where "url" = ?;

-- hurryTasks
update "task" set "retry_at" = ? where "source" = ? and "finished_at" is null and "retry_at" is not null;

-- hasBatchBefore
select "day" from "announced_batch" where "source" = ? and "day" < ? limit ?;

-- inSavepoint
savepoint part;
release savepoint part;

-- insertBatch
insert into "announced_batch" ("source", "day", "due_at", "read_at", "announced", "missing", "attempts", "retry_at", "completed_at", "closed_at") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("source", "day") do nothing;

-- insertTasks
insert into "task" ("source", "key", "subject", "purpose", "due_at", "place", "resume", "attempts", "restarts", "answers", "tried_at", "retry_at", "taken", "faults", "total", "finished_at", "outcome", "trouble") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("source", "key") do nothing;

-- listNew
select "id", "categories" from "paper" where "listed_day" = ? union select "id", "categories" from "edition_entry" inner join "paper" on "paper"."id" = "edition_entry"."paper_id" where "day" >= ? and "announced_day" = ? order by "id";

-- listMissing
select "paper_id" from "announcement" left join "paper" on "paper"."id" = "announcement"."paper_id" where "announcement"."source" = ? and "day" = ? and ("paper"."id" is null or ("announcement"."version" is null and "paper"."published_at" is null) or ("announcement"."version" is not null and ("paper"."version" is null or "paper"."version" < "announcement"."version"))) order by "paper_id";

-- listOpenBatches
select * from "announced_batch" where "source" = ? and "completed_at" is null and "closed_at" is null and ("due_at" <= ? or "read_at" is not null) order by "day";

-- listCatchUpCounts
select "source", "purpose", min("due_at") as "since" from "task" where "finished_at" is null and "purpose" is not null group by "source", "purpose";

-- isStarting
select "key" from "task" where "finished_at" is null and "purpose" = ? limit ?;

-- listOpenTasks
select * from "task" where "source" = ? and "finished_at" is null order by "due_at" desc, "place", "key" limit ?;

-- listOpenTroubles
select * from "trouble" where "settled_at" is null order by "last_at" desc, "id";

-- listCountSeries
select * from "signal" where "paper_id" = ?;

-- joinSignals
select distinct "paper_id" from "signal" where "paper_id" in (?);

-- listSourceStates
select * from "source_state";

-- listSubjects with code
select "id", "doi", "github_repo" from "paper" where "id" in (select id from paper where published_at >= ? union all select paper_id from edition_entry where day >= ?) and "github_repo" is not null order by "id" limit ?;

-- listSubjects with names
select "id", "doi", "github_repo" from "paper" where "id" in (select id from paper where published_at >= ? union all select paper_id from edition_entry where day >= ?) and "id" > ? and ("doi" is not null or "id" not like ? or "id" like ?) order by "id" limit ?;

-- listTaskCounts
select "source", count(*) as "planned", sum("taken") as "taken", sum(case when finished_at is null then 0 else 1 end) as "ended", sum(case when outcome = 'refused' then 1 else 0 end) as "refused" from "task" where "due_at" <= ? and ("outcome" is null or "outcome" <> ?) group by "source";

-- listTaskOutlooks
select "source", min(case when retry_at > due_at then retry_at else due_at end) as "next_at", sum(case when due_at <= ? then 1 else 0 end) as "due" from "task" where "finished_at" is null group by "source";

-- listTroubles
select * from "trouble" order by "last_at" desc, "id" limit ?;

-- markAnnounced
insert into "announced_batch" ("source", "day", "due_at", "read_at", "announced", "missing", "attempts", "retry_at", "completed_at", "closed_at") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("source", "day") do nothing;
update "announced_batch" set "read_at" = ?, "announced" = ?, "missing" = ?, "attempts" = ?, "retry_at" = ?, "completed_at" = ?, "closed_at" = ? where "source" = ? and "day" = ?;

-- markReckoned
insert into "announced_batch" ("source", "day", "due_at", "read_at", "announced", "missing", "attempts", "retry_at", "completed_at", "closed_at") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("source", "day") do nothing;
update "announced_batch" set "announced" = ?, "retry_at" = ?, "closed_at" = ? where "source" = ? and "day" = ? and "read_at" is null;

-- markFailure
update "source_state" set "failed_at" = ?, "failures" = "failures" + ?, "failure_kind" = ?, "trouble" = ?, "stopped_until" = ? where "source" = ?;

-- forgetTimes
update "source_state" set "planned_until" = ?, "stopped_until" = ? where "source" = ?;

-- markPlanned
insert into "source_state" ("source", "planned_until", "stopped_until", "succeeded_at", "failed_at", "failures", "failure_kind", "trouble", "holder", "held_until") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("source") do nothing;
update "source_state" set "planned_until" = ? where "source" = ? and ("planned_until" is null or "planned_until" < ?);

-- markSuccess
update "source_state" set "succeeded_at" = ?, "failures" = ?, "failure_kind" = ?, "trouble" = ?, "stopped_until" = ? where "source" = ?;

-- raiseReach
insert into "reach" ("source", "subject", "day") values (?, ?, ?) on conflict ("source", "subject") do update set "day" = ? where ("reach"."day" < ? or "reach"."day" > ?);

-- releaseSource
update "source_state" set "holder" = ?, "held_until" = ? where "source" = ? and "holder" = ?;

-- reopenTasks
insert into "task" ("source", "key", "subject", "purpose", "due_at", "place", "resume", "attempts", "restarts", "answers", "tried_at", "retry_at", "taken", "faults", "total", "finished_at", "outcome", "trouble") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("source", "key") do update set "purpose" = "excluded"."purpose", "due_at" = "excluded"."due_at", "place" = "excluded"."place", "resume" = "excluded"."resume", "attempts" = "excluded"."attempts", "restarts" = "excluded"."restarts", "answers" = "excluded"."answers", "tried_at" = "excluded"."tried_at", "retry_at" = "excluded"."retry_at", "taken" = "excluded"."taken", "faults" = "excluded"."faults", "total" = "excluded"."total", "finished_at" = "excluded"."finished_at", "outcome" = "excluded"."outcome", "trouble" = "excluded"."trouble" where "task"."finished_at" is not null;
update "task" set "due_at" = case when due_at > ? then ? else due_at end, "retry_at" = ? where "source" = ? and "key" = ? and "finished_at" is null;

-- replaceTasks
select "subject", max("due_at") as "newest" from "task" where "source" = ? and "finished_at" is null and "due_at" <= ? group by "subject" having max("due_at") > min("due_at");

-- setBackTask
update "task" set "trouble" = ?, "attempts" = ?, "tried_at" = ?, "retry_at" = ?, "resume" = ?, "taken" = ?, "faults" = ?, "total" = ?, "restarts" = ? where "source" = ? and "key" = ? and "finished_at" is null and "resume" is null and "attempts" = ? and "restarts" = ? and "taken" = ?;

-- settleTroubles
update "trouble" set "settled_at" = ? where "source" = ? and "settled_at" is null and "kind" in (?) and "subject" = ?;

-- settleTroublesBefore
update "trouble" set "settled_at" = ? where "settled_at" is null and "last_at" < ?;

-- tellMishap
insert into "trouble" ("id", "source", "kind", "subject", "message", "first_at", "last_at", "times", "settled_at") values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("id") do update set "message" = ?, "last_at" = ?, "times" = "trouble"."times" + ?, "settled_at" = ?;

-- tellTrouble
update "trouble" set "message" = ?, "last_at" = ?, "times" = "times" + ? where "source" = ? and "settled_at" is null and "kind" = ? and "subject" = ?;
insert into "trouble" ("id", "source", "kind", "subject", "message", "first_at", "last_at", "times", "settled_at") values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("id") do update set "message" = ?, "last_at" = ?, "times" = "trouble"."times" + ?, "settled_at" = ?;

-- writeAnnouncements
insert into "announcement" ("source", "day", "paper_id", "kind", "version") values (?, ?, ?, ?, ?) on conflict ("source", "day", "paper_id") do update set "kind" = case when announcement.kind = 'new' then 'new' else excluded.kind end, "version" = case when announcement.version > excluded.version then announcement.version else coalesce(excluded.version, announcement.version) end;
select count(*) as "count" from "announcement" where "source" = ? and "day" = ?;

-- writeSignals
select "paper_id", "name", "at", "count" from "signal" where "source" = ? and "paper_id" in (?) and "at" = (select max("later"."at") as "at" from "signal" as "later" where "later"."paper_id" = "signal"."paper_id" and "later"."name" = "signal"."name" and "later"."source" = "signal"."source");
insert into "signal" ("paper_id", "name", "source", "at", "count") values (?, ?, ?, ?, ?) on conflict ("paper_id", "name", "source", "at") do update set "count" = "excluded"."count" where "signal"."count" < "excluded"."count";

-- writeValidators
insert into "validator" ("url", "etag", "last_modified", "seen_at") values (?, ?, ?, ?) on conflict ("url") do update set "etag" = "excluded"."etag", "last_modified" = "excluded"."last_modified", "seen_at" = "excluded"."seen_at";

-- discardDigests
delete from "digest" where "id" in (?) and "composed_at" is null;

-- findDigest
select "content" from "digest" where "id" = ?;

-- findForDigest
select "subscription".*, "recipient"."suppressed_at", (select digest.to_day from digest left join delivery on delivery.digest_id = digest.id where digest.subscription_id = subscription.id and (delivery.state is null or delivery.state not in ('dropped', 'failed')) order by digest.to_day desc limit 1) as "last_to" from "subscription" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where "subscription"."id" = ? and "state" in (?, ?);

-- findEmptySince
select min("from_day") as "day" from "digest" left join "delivery" on "delivery"."digest_id" = "digest"."id" where "subscription_id" = ? and "to_day" < ? and "composed_at" is not null and "papers" = ? and "to_day" > coalesce((select max("to_day") as "day" from "digest" left join "delivery" on "delivery"."digest_id" = "digest"."id" where "subscription_id" = ? and "to_day" < ? and "composed_at" is not null and "papers" > ? and ("state" is null or "state" not in (?, ?))), ?);

-- findLastDigest
select "content" from "digest" left join "delivery" on "delivery"."digest_id" = "digest"."id" where "subscription_id" = ? and "to_day" < ? and "composed_at" is not null and ("state" is null or "state" not in (?, ?)) order by "to_day" desc limit ?;

-- findNextCompositionAt
select min(case when coalesce(retry_at, 0) > due_at then retry_at else due_at end) as "at" from "digest" where "composed_at" is null;

-- findNextDueAt
select "next_at" from "subscription" where "next_at" is not null order by "next_at" limit ?;

-- findSentPapers
select "paper_id" from "digest_paper" where "subscription_id" = ? and "paper_id" in (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- findPrunedDigest
select "subscription_id", "to_day" from "digest" where "id" = ? and "composed_at" is not null and "content" is null;

-- freezeDigests
update "digest" set "content" = ?, "papers" = ?, "composed_at" = ?, "trouble" = ?, "retry_at" = ? where "id" = ? and "composed_at" is null;

-- insertDigest
insert into "digest" ("id", "subscription_id", "from_day", "to_day", "due_at", "attempts", "asked_at") values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing;
select "id" from "digest" where "id" = ?;
delete from "delivery" where "digest_id" = ? and "state" in (?, ?);

-- keepPlans
update "subscription" set "next_at" = ? where "id" = ? and "state" = ? and "next_at" = ?;

-- listAnnouncedDays
select "id", "announced_day" from "paper" where "id" in (?);

-- listDayPapers
select "id", "categories", "primary_category", "authors", "organization", "published_at" from "paper" where "id" in (?) and "withdrawn_at" is null;

-- listDueSubscriptions
select "subscription".*, "recipient"."suppressed_at", (select digest.to_day from digest left join delivery on delivery.digest_id = digest.id where digest.subscription_id = subscription.id and (delivery.state is null or delivery.state not in ('dropped', 'failed')) order by digest.to_day desc limit 1) as "last_to" from "subscription" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where "state" = ? and "next_at" is not null and "next_at" <= ? order by "next_at" limit ?;

-- listNewestTexts
select "title", "abstract" from "paper" where "published_at" is not null order by "published_at" desc nulls last, "id" desc limit ?;

-- listWaitingDigests
select "subscription".*, "digest"."id" as "digest_id", "from_day", "to_day", "due_at", "asked_at", "attempts" from "digest" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" where "composed_at" is null and "due_at" <= ? and ("retry_at" is null or "retry_at" <= ?) order by "due_at" limit ?;

-- pruneDigests
update "digest" set "content" = ? where "id" in (select "id" from "digest" where "content" is not null and "composed_at" < ? and not exists (select "digest_id" from "delivery" where "digest_id" = "digest"."id" and "ended_at" is null) order by "composed_at" limit ?);

-- rankDay
select "paper_id", "day", "votes" from "edition_entry" as "entry" where "entry"."day" = ? order by "entry"."votes" desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit ? offset ?;
select "id", "votes" from "paper" where "listed_day" is not null and "listed_day" = ? order by "votes" desc, "published_at" desc nulls last, "id" desc limit ? offset ?;
select "paper_id", "submitted_at" from "edition_entry" where "day" = ?;

-- setBackDigest
update "digest" set "trouble" = ?, "retry_at" = ?, "attempts" = "attempts" + ? where "id" = ? and "composed_at" is null;

-- claimDeliveries
update "delivery" set "state" = ?, "worker" = ?, "claimed_until" = ?, "handed_over_at" = ? where "digest_id" in (select "digest_id" from "delivery" where (delivery.state = 'waiting' and delivery.ended_at is null) and "channel" = ? and "next_at" <= ? order by "next_at", "digest_id" limit ?) and "state" = ? returning "digest_id", "next_at";

-- countEnded
select "state", count(*) as "count" from "delivery" where "ended_at" >= ? group by "state";
select "recipient"."channel", "delivery"."state", count(*) as "count" from "recipient" inner join "subscription" on "subscription"."recipient_id" = "recipient"."id" inner join "digest" on "digest"."subscription_id" = "subscription"."id" inner join "delivery" on "delivery"."digest_id" = "digest"."id" where "recipient"."channel" in (?, ?, ?, ?, ?, ?, ?, ?) and "digest"."to_day" >= ? and "delivery"."ended_at" >= ? group by "recipient"."channel", "delivery"."state";

-- countOpen
select "state", count(*) as "count" from "delivery" where "ended_at" is null group by "state";
select "recipient"."channel", "delivery"."state", count(*) as "count" from "recipient" inner join "subscription" on "subscription"."recipient_id" = "recipient"."id" inner join "digest" on "digest"."subscription_id" = "subscription"."id" inner join "delivery" on "delivery"."digest_id" = "digest"."id" where "recipient"."channel" in (?, ?, ?, ?, ?, ?, ?, ?) and "digest"."to_day" >= ? and "delivery"."state" in (?, ?) group by "recipient"."channel", "delivery"."state";

-- countSubscriptions
select "state", count(*) as "count" from "subscription" group by "state";
select "recipient"."channel", "subscription"."state", count(*) as "count" from "recipient" inner join "subscription" on "subscription"."recipient_id" = "recipient"."id" where "recipient"."channel" in (?, ?, ?, ?, ?, ?, ?, ?) group by "recipient"."channel", "subscription"."state";

-- countSuppressed
select "channel", count(*) as "count" from "recipient" where "suppressed_at" is not null group by "channel" order by "channel";

-- dropWaiting
update "delivery" set "state" = ?, "ended_at" = ?, "next_at" = ?, "trouble" = ? where "digest_id" in (?) and "state" = ? returning "digest_id";

-- endDeliveries
update "delivery" set "state" = ?, "ended_at" = ?, "next_at" = ?, "claimed_until" = ?, "trouble" = ?, "first_at" = coalesce(first_at, cast(? as bigint)), "attempts" = "attempts" + ? where "digest_id" in (?) and "state" in (?, ?) and "worker" = ? returning "digest_id";

-- endDeliveries that were not tried
update "delivery" set "state" = ?, "ended_at" = ?, "next_at" = ?, "claimed_until" = ?, "trouble" = ? where "digest_id" in (?) and "state" in (?, ?) and "worker" = ? returning "digest_id";

-- findDelivery
select "recipient".*, "digest"."id" as "digest_id", "digest"."due_at", "delivery"."state", "delivery"."attempts", "delivery"."next_at", "delivery"."handed_over_at", "delivery"."ended_at", "delivery"."trouble" from "delivery" inner join "digest" on "digest"."id" = "delivery"."digest_id" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where "digest"."id" = ?;

-- findLastSentAt
select "ended_at" from "delivery" where "ended_at" >= ? and "state" = ? order by "ended_at" desc limit ?;

-- findNextClaimEnd
select min("claimed_until") as "until" from "delivery" where (delivery.state = 'claimed' and delivery.ended_at is null);

-- findFirstWaiting
select "next_at" from "delivery" where (delivery.state = 'waiting' and delivery.ended_at is null) and "channel" = ? order by "next_at" limit ?;

-- freePapers
delete from "digest_paper" where "digest_id" in (?);

-- insertDelivery
insert into "delivery" ("digest_id", "channel", "state", "next_at", "attempts", "worker", "claimed_until", "handed_over_at", "first_at", "ended_at", "trouble") values (?, (select "recipient"."channel" from "digest" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where "digest"."id" = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("digest_id") do nothing;

-- listEmptyDigests
select "recipient".*, "digest"."id" as "digest_id", "digest"."due_at", "digest"."composed_at" from "digest" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where digest.papers = 0 and not exists (select "digest_id" from "delivery" where "digest_id" = "digest"."id") order by "digest"."composed_at" desc limit ?;

-- listDeliveries
select "recipient".*, "digest"."id" as "digest_id", "digest"."due_at", "delivery"."state", "delivery"."attempts", "delivery"."next_at", "delivery"."handed_over_at", "delivery"."ended_at", "delivery"."trouble" from "delivery" inner join "digest" on "digest"."id" = "delivery"."digest_id" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where "delivery"."state" in (?, ?) and "delivery"."ended_at" is null order by "delivery"."next_at", "digest"."id" limit ?;
select "recipient".*, "digest"."id" as "digest_id", "digest"."due_at", "delivery"."state", "delivery"."attempts", "delivery"."next_at", "delivery"."handed_over_at", "delivery"."ended_at", "delivery"."trouble" from "delivery" inner join "digest" on "digest"."id" = "delivery"."digest_id" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where "delivery"."state" in (?, ?) and "delivery"."ended_at" is not null order by "delivery"."ended_at" desc, "digest"."id" limit ?;

-- listDigestTroubles
select "state", "trouble", count(*) as "count", max(ended_at) as "last_at" from "delivery" where "trouble" is not null and "ended_at" >= ? and "state" in (?, ?, ?) group by "state", "trouble" order by "count" desc limit ?;
select "state", "trouble", count(*) as "count", max(coalesce(first_at, next_at)) as "last_at" from "delivery" where "trouble" is not null and "ended_at" is null group by "state", "trouble" order by "count" desc limit ?;
select "trouble", count(*) as "count", max("due_at") as "last_at" from "digest" where "composed_at" is null and "trouble" is not null group by "trouble" order by "count" desc limit ?;

-- listOutgoing
select "digest"."subscription_id", "digest"."content", "delivery"."attempts", "delivery"."first_at" from "digest" inner join "delivery" on "delivery"."digest_id" = "digest"."id" where "digest"."id" in (?);
select * from "subscription" where "id" in ();
select * from "recipient" where "id" in ();
select "digest"."id", "subscription"."state", "recipient"."suppressed_at", "recipient"."suppressed_reason" from "digest" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where "digest"."id" in (?) and not (recipient.suppressed_at is null and (subscription.state = 'active' or (subscription.state = 'paused' and digest.asked_at is not null)));

-- listSuppressionReasons
select "suppressed_reason", count(*) as "count" from "recipient" where "suppressed_at" >= ? group by "suppressed_reason" order by "count" desc, "suppressed_reason" limit ?;

-- listUntried
select "delivery"."digest_id", "delivery"."next_at", "subscription"."rhythm" from "delivery" inner join "digest" on "digest"."id" = "delivery"."digest_id" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" where (delivery.state = 'waiting' and delivery.ended_at is null) and "delivery"."channel" = ? and "delivery"."next_at" < ? and "delivery"."first_at" is null and (delivery.next_at, delivery.digest_id) > (?, ?) order by "delivery"."next_at", "delivery"."digest_id" limit ?;

-- listUnwanted
select "digest"."id", "subscription"."state", "recipient"."suppressed_at", "recipient"."suppressed_reason" from "digest" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where "digest"."id" in (?) and not (recipient.suppressed_at is null and (subscription.state = 'active' or (subscription.state = 'paused' and digest.asked_at is not null)));

-- holdDeliveries

-- markHandedOver
update "delivery" set "handed_over_at" = ? where "digest_id" in (?) and "state" = ? and "worker" = ? and exists (select "digest"."id" from "digest" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where (recipient.suppressed_at is null and (subscription.state = 'active' or (subscription.state = 'paused' and digest.asked_at is not null))) and digest.id = delivery.digest_id) returning "digest_id";

-- noteAsked
update "digest" set "asked_at" = ? where "id" = ?;

-- postponeDelivery
update "delivery" set "state" = ?, "next_at" = ?, "trouble" = ?, "worker" = ?, "claimed_until" = ?, "handed_over_at" = ?, "ended_at" = ?, "first_at" = coalesce(first_at, cast(? as bigint)), "attempts" = "attempts" + ? where "digest_id" = ? and "state" in (?, ?) and "worker" = ?;

-- readDigestQueue
select count(*) as "count", min(next_at) as "due_at" from "subscription" where "next_at" <= ?;

-- releaseDeliveries
update "delivery" set "state" = ?, "worker" = ?, "claimed_until" = ?, "handed_over_at" = ? where "digest_id" in (?) and "state" = ? and "worker" = ?;

-- releaseDeliveries after a trouble
update "delivery" set "state" = ?, "worker" = ?, "claimed_until" = ?, "handed_over_at" = ?, "trouble" = ? where "digest_id" in (?) and "state" = ? and "worker" = ?;

-- renewClaims
update "delivery" set "claimed_until" = ? where "digest_id" in (?) and "state" = ? and "worker" = ?;

-- reopenDelivery
update "delivery" set "state" = ?, "next_at" = ?, "first_at" = ?, "attempts" = ?, "ended_at" = ?, "trouble" = ?, "worker" = ?, "claimed_until" = ?, "handed_over_at" = ? where "digest_id" = ? and "state" <> ?;

-- settleAbandoned
select distinct "worker" from "delivery" where (delivery.state = 'claimed' and delivery.ended_at is null);
update "delivery" set "state" = ?, "ended_at" = ?, "next_at" = ?, "claimed_until" = ?, "trouble" = ?, "first_at" = coalesce(first_at, cast(? as bigint)), "attempts" = "attempts" + ? where (delivery.state = 'claimed' and delivery.ended_at is null) and "claimed_until" <= ? and "handed_over_at" is not null;
update "delivery" set "state" = ?, "worker" = ?, "claimed_until" = ?, "handed_over_at" = ? where (delivery.state = 'claimed' and delivery.ended_at is null) and "claimed_until" <= ? and "handed_over_at" is null;

-- takePapers
insert into "digest_paper" ("subscription_id", "paper_id", "digest_id") values (?, ?, ?) on conflict do nothing;

-- allowRecipient
update "recipient" set "suppressed_at" = ?, "suppressed_reason" = ? where "id" = ?;

-- claimConfirmation
select "token_hash", "next_at" from "confirmation" where "next_at" <= ? and "attempts" = ? order by "next_at", "token_hash" limit ?;
select "token_hash", "next_at" from "confirmation" where "next_at" <= ? order by "next_at", "token_hash" limit ?;

-- deleteAllowancesBefore
delete from "allowance" where "begins_at" < ?;

-- deleteExpiredConfirmations
delete from "confirmation" where "confirmed_at" is null and "expires_at" <= ?;

-- deleteFeedback
delete from "digest_feedback" where "subscription_id" = ? and "paper_id" = ?;

-- deleteIdleRecipients
delete from "recipient" where "id" in (?) and "suppressed_at" is null and not exists (select "id" from "subscription" where "recipient_id" = "recipient"."id");

-- deleteUnconfirmed
delete from "subscription" where "state" = 'pending' and "created_at" < ? and not exists (select "token_hash" from "confirmation" where "subscription_id" = "subscription"."id") returning "recipient_id";

-- endSubscriptionsOf
update "subscription" set "state" = ?, "ended_at" = ?, "next_at" = ? where "recipient_id" = ? and "state" in (?, ?, ?);

-- findConfirmation
select * from "confirmation" where "token_hash" = ?;

-- findFeedback
select * from "digest_feedback" where "subscription_id" = ? and "paper_id" = ?;

-- findNextConfirmation
select "next_at" from "confirmation" where "next_at" is not null order by "next_at" limit ?;

-- findRecipient
select * from "recipient" where "id" = ?;

-- findRecipientByKey
select * from "recipient" where "channel" = ? and "address_key" = ?;

-- findRecipientBySecret
select * from "recipient" where "secret" = ?;

-- findSubscription
select * from "subscription" where "id" = ?;

-- giveBackConfirmation
update "confirmation" set "next_at" = ?, "attempts" = "attempts" - ? where "token_hash" = ? and "confirmed_at" is null;

-- insertConfirmation
insert into "confirmation" ("token_hash", "subscription_id", "asked_at", "asked_from", "expires_at", "next_at", "attempts", "confirmed_at", "confirmed_from", "ordered") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict ("token_hash") do nothing;

-- insertSubscription
insert into "subscription" ("id", "recipient_id", "created_at", "wish", "rhythm", "size", "sends_empty", "state") values (?, ?, ?, ?, ?, ?, ?, ?);

-- listFeedback
select * from "digest_feedback" where "subscription_id" = ? order by "at" desc, "paper_id" limit ?;

-- listLastDigests
select "digest"."id", "digest"."subscription_id", "from_day", "to_day", "due_at", "composed_at", "papers", case when composed_at is not null and content is null then 1 else 0 end as "is_pruned", "state", "ended_at", "delivery"."next_at", "digest"."trouble", "delivery"."trouble" as "delivery_trouble" from "digest" left join "delivery" on "delivery"."digest_id" = "digest"."id" where "digest"."id" in (select (select other.id from digest as other where other.subscription_id = subscription.id order by other.to_day desc limit 1) as "id" from "subscription" where "subscription"."id" in (?));

-- listPastDigests
select "digest"."id", "digest"."subscription_id", "from_day", "to_day", "due_at", "composed_at", "papers", case when composed_at is not null and content is null then 1 else 0 end as "is_pruned", "state", "ended_at", "delivery"."next_at", "digest"."trouble", "delivery"."trouble" as "delivery_trouble" from "digest" left join "delivery" on "delivery"."digest_id" = "digest"."id" where "digest"."id" in (select "digest"."id" from "subscription" inner join "digest" on "digest"."subscription_id" = "subscription"."id" where "subscription"."recipient_id" = ? and "digest"."due_at" >= coalesce((select other.due_at from digest as other where other.subscription_id = subscription.id and ("other"."due_at", "other"."id") < (?, ?) order by other.due_at desc, other.id desc limit 1 offset ?), 0) and ("digest"."due_at", "digest"."id") < (?, ?) order by "digest"."due_at" desc, "digest"."id" desc limit ?) order by "due_at" desc, "digest"."id" desc;

-- listReadableDigests
select "digest"."id", "composed_at" from "digest" left join "delivery" on "delivery"."digest_id" = "digest"."id" where "digest"."id" in (select "id" from "digest" where "subscription_id" = ? order by "due_at" desc, "id" desc limit ?) and "content" is not null and ("state" is null or "state" not in (?, ?)) order by "due_at" desc, "digest"."id" desc limit ?;

-- listSubscriptions of one recipient
select * from "subscription" where "id" > ? and "recipient_id" = ? and "state" in (?) order by "id" limit ?;

-- listSubscriptions
select * from "subscription" where "id" > ? order by "id" limit ?;

-- listSubscriptionsOf
select * from "subscription" where "recipient_id" = ? and "state" in (?, ?, ?) order by "created_at" desc, "id" limit ?;

-- listSuppressed
select * from "recipient" where "suppressed_at" is not null order by "suppressed_at" desc, "id" limit ?;

-- markConfirmationSent
update "confirmation" set "next_at" = ? where "token_hash" = ? and "confirmed_at" is null;

-- releaseConfirmation
update "confirmation" set "next_at" = ? where "token_hash" = ? and "confirmed_at" is null;

-- replaceSecret
update "recipient" set "secret" = ? where "secret" = ? returning *;

-- replaceTokenHash
update "confirmation" set "token_hash" = ? where "token_hash" = ? and "confirmed_at" is null;

-- returnAllowance
update "allowance" set "count" = "count" - ? where "key" = ? and "begins_at" = ? and "count" > ?;

-- suppressRecipient
update "recipient" set "suppressed_at" = ?, "suppressed_reason" = ? where "id" = ? and "suppressed_at" is null;

-- takeAllowance
insert into "allowance" ("key", "begins_at", "count") values (?, ?, ?) on conflict ("key", "begins_at") do update set "count" = "allowance"."count" + ? where "allowance"."count" < ? returning "count";

-- takeConfirmation
update "confirmation" set "confirmed_at" = ?, "confirmed_from" = ?, "next_at" = ? where "token_hash" = ? and "confirmed_at" is null and "expires_at" > ? returning "subscription_id";

-- updateSubscription
update "subscription" set "state" = ?, "next_at" = ? where "id" = ? and "state" in (?) returning *;

-- upsertRecipient
insert into "recipient" ("id", "channel", "address", "address_key", "secret", "created_at", "suppressed_at", "suppressed_reason") values (?, ?, ?, ?, ?, ?, ?, ?) on conflict ("channel", "address_key") do update set "address_key" = ? returning *;

-- writeFeedback
insert into "digest_feedback" ("subscription_id", "paper_id", "kind", "at") values (?, ?, ?, ?) on conflict ("subscription_id", "paper_id") do update set "kind" = ?, "at" = ? where "digest_feedback"."at" <= ?;
