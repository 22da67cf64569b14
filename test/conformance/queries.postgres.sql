-- checkDatabase
select "last_number" from "change_counter";

-- countFeatured
select count(distinct "paper_id") as "count" from "edition_entry" where "day" >= $1 and "day" <= $2;

-- countCatalogued
select count(*) as "count" from (select "paper_id" from "catalogue" where "kind" = $1 and "key" = $2 limit $3) as "card";

-- countStore
select (select count(*) from paper) as papers, (select count(distinct paper_id) from edition_entry) as "featuredPapers";

-- catalogueChanges
insert into "follower" ("name", "last_number") values ($1, $2) on conflict ("name") do nothing;
select "last_number" from "follower" where "name" = $1 for update;
delete from "catalogue" where "paper_id" in ($1);
select "id", "authors", "categories", "primary_category", "organization", "published_at" from "paper" where "id" in ($1);
update "follower" set "last_number" = $1 where "name" = $2;

-- claimTurn
select * from "pace" where "name" = $1;
insert into "pace" ("name", "next_at", "changed_at", "holder") values ($1, $2, $3, $4) on conflict ("name") do update set "next_at" = $5, "changed_at" = $6, "holder" = $7 where "pace"."next_at" <= $8 returning "holder";

-- findCurrentIds
select * from "former_id" where "former_id" in ($1);

-- findIdsByDoi
select "id", "doi" from "paper" where "doi" in ($1);

-- findIdsByTitle
select min("title_shelf") as "first", max("title_shelf") as "last" from "paper" where "title_shelf" > $1;
select "id", "title_key" from "paper" where "title_shelf" in ($1) and "title_key" in ($2);

-- findLooseIdsByTitle
select "id", "title_key" from "paper" where "title_shelf" in ($1) and "title_key" in ($2);

-- findNeighbours
select (select max(day) from edition_day where day < $1 and day <= $2) as previous, (select min(day) from edition_day where day > $3 and day <= $4) as next;

-- findNewestDay
select "day" from "edition_day" where "day" <= $1 order by "day" desc limit $2;

-- findOldestDay
select "day" from "edition_day" order by "day" limit $1;

-- findSearchablePapers
select "id", "title", "abstract", "authors", "categories", "primary_category", "published_at", "github_repo", "votes", "listed_day", "announced_day", "origins" from "paper" where "id" in ($1);

-- findStoreVersion
select last_number as changed, (select last_number from follower where name = $1) as catalogued from change_counter;

-- findTallies
select * from "tally";

-- findPaper
select * from "paper" where "id" in ($1);
select * from "former_id" where "former_id" in ($1);

-- hasFeatured
select "day" from "edition_day" where "featured" > $1 limit $2;

-- hasPapers
select "id" from "paper" limit $1;

-- listChanges
 select * from ( select change_number as "changeNumber", id, null as "joinedTo" from paper where change_number > $1 order by change_number limit $2 ) as present union all select * from ( select change_number, former_id, paper_id from former_id where change_number > $3 order by change_number limit $4 ) as former order by "changeNumber" limit $5;

-- listDayCounts
select * from "edition_day" where "day" >= $1 and "day" <= $2 order by "day";

-- listHeadlines
select "paper"."id", "title", "abstract", "authors", "author_count", "organization", "organization"."fullname", "primary_category", "categories", "comments", "published_at", "withdrawn_at", "change_number", (select last_number from follower where name = 'people') as "people_number" from "paper" left join "organization" on "organization"."handle" = "paper"."organization" where "paper"."id" in ($1);

-- listNewest
select * from "paper" where "published_at" is not null and "published_at" <= $1 and ("published_at" < $2 or "id" < $3) order by "published_at" desc nulls last, "id" desc limit $4;

-- listPapersById
select * from "paper" where "id" > $1 order by "id" limit $2;

-- listSourceReads
select * from "source_read" order by "source";

-- lockChanges
update "change_counter" set "last_number" = "last_number" returning "last_number";

-- markSourcesRead
insert into "source_read" ("source", "read_at") values ($1, $2) on conflict ("source") do update set "read_at" = "excluded"."read_at";

-- placePapers
select "id", "votes" from "paper" where "id" in ($1);

-- rankCatalogued
 select card.paper_id as id, paper.votes as votes from ( select paper_id, published_at from catalogue where kind = $1 and key = $2 order by published_at desc, paper_id desc limit $3 offset $4 ) as card join paper on paper.id = card.paper_id order by card.published_at desc, card.paper_id desc;

-- rankFeatured of a day
select "paper_id", "day", "votes" from "edition_entry" as "entry" where "entry"."day" = $1 order by "entry"."votes" desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit $2 offset $3;

-- rankFeatured of a week
select "paper_id", "day", "votes" from "edition_entry" as "entry" where "entry"."day" >= $1 and "entry"."day" <= $2 and not exists (select "later"."day" from "edition_entry" as "later" where "later"."paper_id" = "entry"."paper_id" and "later"."day" > "entry"."day" and "later"."day" <= $3) order by "entry"."votes" desc, "entry"."day" desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit $4 offset $5;

-- rankFeatured with votes
select "paper_id", "day", "votes" from "edition_entry" as "entry" where "entry"."votes" >= $1 and "entry"."day" <= $2 and not exists (select "later"."day" from "edition_entry" as "later" where "later"."paper_id" = "entry"."paper_id" and "later"."day" > "entry"."day" and "later"."day" <= $3) order by "entry"."day" desc, "entry"."votes" desc, "entry"."day" desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit $4 offset $5;

-- rankFeatured of a submitter
select "paper_id", "day", "votes" from "edition_entry" as "entry" where "entry"."submitter" = $1 and not exists (select "later"."day" from "edition_entry" as "later" where "later"."paper_id" = "entry"."paper_id" and "later"."day" > "entry"."day" and "later"."submitter" = $2) order by "entry"."day" desc, "entry"."votes" desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit $3 offset $4;

-- rankListed of a day
select "id", "votes" from "paper" where "listed_day" is not null and "listed_day" = $1 order by "votes" desc, "published_at" desc nulls last, "id" desc limit $2 offset $3;

-- rankListed with votes
select "id", "votes" from "paper" where "listed_day" is not null and "votes" >= $1 and "listed_day" = $2 order by "votes" desc, "published_at" desc nulls last, "id" desc limit $3 offset $4;

-- rankListed of a week
select "id", "votes" from "paper" where "listed_day" is not null and "listed_day" >= $1 and "listed_day" <= $2 order by "votes" desc, "published_at" desc nulls last, "id" desc limit $3 offset $4;

-- rankVotedFor
 select card.paper_id as id, paper.votes as votes from ( select paper_id, published_at from catalogue where kind = $1 and key = $2 order by published_at desc, paper_id desc limit $3 ) as card join paper on paper.id = card.paper_id where paper.votes >= $4 order by card.published_at desc, card.paper_id desc limit $5 offset $6;

-- recountDays
select "day", count(*) as "papers" from "edition_entry" where "day" in ($1) group by "day";
select "listed_day" as "day", count(*) as "papers" from "paper" where "listed_day" in ($1) group by "listed_day";
delete from "edition_day" where "day" in ($1);

-- refreshTallies
select (select count(*) from paper) as papers, (select count(distinct paper_id) from edition_entry) as "featuredPapers";
insert into "tally" ("name", "count") values ($1, $2), ($3, $4) on conflict ("name") do update set "count" = "excluded"."count";

-- releaseTurn
update "pace" set "next_at" = $1, "changed_at" = $2, "holder" = $3 where "name" = $4 and "holder" = $5;

-- shiftTurn
update "pace" set "next_at" = "next_at" - $1, "changed_at" = "changed_at" - $2 where "name" = $3 and "changed_at" = $4;

-- upsertAccounts
select * from "account" where "handle" in ($1);
insert into "account" ("handle", "external_id", "fullname", "avatar_url", "kind", "pro", "staff", "staff_admin", "moderator", "follower_count", "ages") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict ("handle") do update set "external_id" = "excluded"."external_id", "fullname" = "excluded"."fullname", "avatar_url" = "excluded"."avatar_url", "kind" = "excluded"."kind", "pro" = "excluded"."pro", "staff" = "excluded"."staff", "staff_admin" = "excluded"."staff_admin", "moderator" = "excluded"."moderator", "follower_count" = "excluded"."follower_count", "ages" = "excluded"."ages";

-- upsertOrganizations
select * from "organization" where "handle" in ($1);
insert into "organization" ("handle", "external_id", "fullname", "avatar_url", "ages") values ($1, $2, $3, $4, $5) on conflict ("handle") do update set "external_id" = "excluded"."external_id", "fullname" = "excluded"."fullname", "avatar_url" = "excluded"."avatar_url", "ages" = "excluded"."ages";

-- walkSearchablePapers
select "id", "title", "abstract", "authors", "categories", "primary_category", "published_at", "github_repo", "votes", "listed_day", "announced_day", "origins" from "paper" where "published_at" is null order by "id" limit $1;
select "id", "title", "abstract", "authors", "categories", "primary_category", "published_at", "github_repo", "votes", "listed_day", "announced_day", "origins" from "paper" where "published_at" is not null order by "published_at" asc nulls first, "id" asc limit $1;

-- writePapers
insert into "paper" ("id", "title_shelf", "title_key", "title", "abstract", "authors", "author_count", "published_at", "updated_at", "version", "categories", "primary_category", "comment", "journal_ref", "doi", "announced_day", "organization", "project_page", "github_repo", "github_repo_added_by", "media_urls", "ai_summary", "ai_keywords", "ai_summary_model", "discussion_id", "thumbnail_url", "withdrawn_at", "author_participating", "daily_authors", "votes", "comments", "stars", "citations", "listed_day", "counts", "origins", "change_number") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37) on conflict ("id") do update set "title_shelf" = "excluded"."title_shelf", "title_key" = "excluded"."title_key", "title" = "excluded"."title", "abstract" = "excluded"."abstract", "authors" = "excluded"."authors", "author_count" = "excluded"."author_count", "published_at" = "excluded"."published_at", "updated_at" = "excluded"."updated_at", "version" = "excluded"."version", "categories" = "excluded"."categories", "primary_category" = "excluded"."primary_category", "comment" = "excluded"."comment", "journal_ref" = "excluded"."journal_ref", "doi" = "excluded"."doi", "announced_day" = "excluded"."announced_day", "organization" = "excluded"."organization", "project_page" = "excluded"."project_page", "github_repo" = "excluded"."github_repo", "github_repo_added_by" = "excluded"."github_repo_added_by", "media_urls" = "excluded"."media_urls", "ai_summary" = "excluded"."ai_summary", "ai_keywords" = "excluded"."ai_keywords", "ai_summary_model" = "excluded"."ai_summary_model", "discussion_id" = "excluded"."discussion_id", "thumbnail_url" = "excluded"."thumbnail_url", "withdrawn_at" = "excluded"."withdrawn_at", "author_participating" = "excluded"."author_participating", "daily_authors" = "excluded"."daily_authors", "votes" = "excluded"."votes", "comments" = "excluded"."comments", "stars" = "excluded"."stars", "citations" = "excluded"."citations", "listed_day" = "excluded"."listed_day", "counts" = "excluded"."counts", "origins" = "excluded"."origins", "change_number" = "excluded"."change_number";
select * from "former_id" where "former_id" in ($1);
insert into "former_id" ("former_id", "paper_id", "change_number") values ($1, $2, $3) on conflict ("former_id") do update set "paper_id" = "excluded"."paper_id", "change_number" = "excluded"."change_number";
delete from "edition_entry" where "paper_id" in ($1);
insert into "edition_entry" ("day", "paper_id", "submitted_at", "submitter", "place", "answer_votes", "printed", "votes") values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict ("day", "paper_id") do update set "submitted_at" = "excluded"."submitted_at", "submitter" = "excluded"."submitter", "place" = "excluded"."place", "answer_votes" = "excluded"."answer_votes", "printed" = "excluded"."printed", "votes" = "excluded"."votes";
delete from "paper" where "id" in ($1);
select distinct "paper_id" from "signal" where "paper_id" in ($1);
select "day", count(*) as "papers" from "edition_entry" where "day" in ($1) group by "day";
select "listed_day" as "day", count(*) as "papers" from "paper" where "listed_day" in ($1) group by "listed_day";
delete from "edition_day" where "day" in ($1);
update "change_counter" set "last_number" = $1;

-- advanceTask
update "task" set "resume" = $1, "taken" = $2, "faults" = $3, "answers" = $4, "total" = $5, "attempts" = $6, "tried_at" = $7, "retry_at" = $8, "trouble" = $9 where "source" = $10 and "key" = $11 and "finished_at" is null and "resume" is null and "attempts" = $12 and "restarts" = $13 and "taken" = $14;

-- advanceTask to its end
update "task" set "resume" = $1, "taken" = $2, "faults" = $3, "answers" = $4, "attempts" = $5, "tried_at" = $6, "retry_at" = $7, "trouble" = $8, "finished_at" = $9, "outcome" = $10 where "source" = $11 and "key" = $12 and "finished_at" is null and "resume" = $13 and "attempts" = $14 and "restarts" = $15 and "taken" = $16;

-- claimSource
insert into "source_state" ("source", "planned_until", "stopped_until", "succeeded_at", "failed_at", "failures", "failure_kind", "trouble", "holder", "held_until") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict ("source") do nothing;
update "source_state" set "holder" = $1, "held_until" = $2 where "source" = $3 and ("holder" is null or "holder" = $4 or "held_until" <= $5) returning *;

-- deleteAnnouncementsBefore
delete from "announcement" where "day" < $1;

-- deletePacesBefore
delete from "pace" where "changed_at" < $1 and "next_at" < $2;

-- deleteTasksBefore
delete from "task" where "finished_at" < $1;

-- deleteTroublesBefore
delete from "trouble" where "last_at" < $1;

-- deleteValidatorsBefore
delete from "validator" where "seen_at" < $1;

-- findAnnouncedDays
select "paper_id", min("day") as "day" from "announcement" where "source" = $1 and "kind" = $2 and "paper_id" in ($3) group by "paper_id";

-- findKnownDays
select "id", "announced_day" from "paper" where "announced_day" is not null and "id" in ($1);
select "paper_id", min("day") as "day" from "announcement" where "source" = $1 and "kind" = $2 and "paper_id" in ($3) group by "paper_id";

-- endSilence
update "source_state" set "stopped_until" = $1 where "source" = $2 and "failure_kind" = $3;

-- findBatch
select * from "announced_batch" where "source" = $1 and "day" = $2;

-- findDueTask
select * from "task" where "source" = $1 and "finished_at" is null and "due_at" <= $2 and ("retry_at" is null or "retry_at" <= $3) order by "due_at" desc, "place", "key" limit $4;

-- findNewestBatch
select * from "announced_batch" where "source" = $1 and ("due_at" <= $2 or "read_at" is not null) order by "day" desc limit $3;

-- findReach
select "day" from "reach" where "source" = $1 and "subject" = $2;

-- findSourceState
select * from "source_state" where "source" = $1;

-- findTasks
select * from "task" where "source" = $1 and "key" in ($2);

-- findValidator
select * from "validator" where "url" = $1;

-- hurryTasks
update "task" set "retry_at" = $1 where "source" = $2 and "finished_at" is null and "retry_at" is not null;

-- hasBatchBefore
select "day" from "announced_batch" where "source" = $1 and "day" < $2 limit $3;

-- inSavepoint
savepoint part;
release savepoint part;

-- insertBatch
insert into "announced_batch" ("source", "day", "due_at", "read_at", "announced", "missing", "attempts", "retry_at", "completed_at", "closed_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict ("source", "day") do nothing;

-- insertTasks
insert into "task" ("source", "key", "subject", "purpose", "due_at", "place", "resume", "attempts", "restarts", "answers", "tried_at", "retry_at", "taken", "faults", "total", "finished_at", "outcome", "trouble") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) on conflict ("source", "key") do nothing;

-- listNew
select "id", "categories" from "paper" where "listed_day" = $1 union select "id", "categories" from "edition_entry" inner join "paper" on "paper"."id" = "edition_entry"."paper_id" where "day" >= $2 and "announced_day" = $3 order by "id";

-- listMissing
select "paper_id" from "announcement" left join "paper" on "paper"."id" = "announcement"."paper_id" where "announcement"."source" = $1 and "day" = $2 and ("paper"."id" is null or ("announcement"."version" is null and "paper"."published_at" is null) or ("announcement"."version" is not null and ("paper"."version" is null or "paper"."version" < "announcement"."version"))) order by "paper_id";

-- listOpenBatches
select * from "announced_batch" where "source" = $1 and "completed_at" is null and "closed_at" is null and ("due_at" <= $2 or "read_at" is not null) order by "day";

-- listCatchUpCounts
select "source", "purpose", min("due_at") as "since" from "task" where "finished_at" is null and "purpose" is not null group by "source", "purpose";

-- isStarting
select "key" from "task" where "finished_at" is null and "purpose" = $1 limit $2;

-- listOpenTasks
select * from "task" where "source" = $1 and "finished_at" is null order by "due_at" desc, "place", "key" limit $2;

-- listOpenTroubles
select * from "trouble" where "settled_at" is null order by "last_at" desc, "id";

-- listCountSeries
select * from "signal" where "paper_id" = $1;

-- joinSignals
select distinct "paper_id" from "signal" where "paper_id" in ($1);

-- listSourceStates
select * from "source_state";

-- listSubjects with code
select "id", "doi", "github_repo" from "paper" where "id" in (select id from paper where published_at >= $1 union all select paper_id from edition_entry where day >= $2) and "github_repo" is not null order by "id" limit $3;

-- listSubjects with names
select "id", "doi", "github_repo" from "paper" where "id" in (select id from paper where published_at >= $1 union all select paper_id from edition_entry where day >= $2) and "id" > $3 and ("doi" is not null or "id" not like $4 or "id" like $5) order by "id" limit $6;

-- listTaskCounts
select "source", count(*) as "planned", sum("taken") as "taken", sum(case when finished_at is null then 0 else 1 end) as "ended", sum(case when outcome = 'refused' then 1 else 0 end) as "refused" from "task" where "due_at" <= $1 and ("outcome" is null or "outcome" <> $2) group by "source";

-- listTaskOutlooks
select "source", min(case when retry_at > due_at then retry_at else due_at end) as "next_at", sum(case when due_at <= $1 then 1 else 0 end) as "due" from "task" where "finished_at" is null group by "source";

-- listTroubles
select * from "trouble" order by "last_at" desc, "id" limit $1;

-- markAnnounced
insert into "announced_batch" ("source", "day", "due_at", "read_at", "announced", "missing", "attempts", "retry_at", "completed_at", "closed_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict ("source", "day") do nothing;
update "announced_batch" set "read_at" = $1, "announced" = $2, "missing" = $3, "attempts" = $4, "retry_at" = $5, "completed_at" = $6, "closed_at" = $7 where "source" = $8 and "day" = $9;

-- markReckoned
insert into "announced_batch" ("source", "day", "due_at", "read_at", "announced", "missing", "attempts", "retry_at", "completed_at", "closed_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict ("source", "day") do nothing;
update "announced_batch" set "announced" = $1, "retry_at" = $2, "closed_at" = $3 where "source" = $4 and "day" = $5 and "read_at" is null;

-- markFailure
update "source_state" set "failed_at" = $1, "failures" = "failures" + $2, "failure_kind" = $3, "trouble" = $4, "stopped_until" = $5 where "source" = $6;

-- forgetTimes
update "source_state" set "planned_until" = $1, "stopped_until" = $2 where "source" = $3;

-- markPlanned
insert into "source_state" ("source", "planned_until", "stopped_until", "succeeded_at", "failed_at", "failures", "failure_kind", "trouble", "holder", "held_until") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict ("source") do nothing;
update "source_state" set "planned_until" = $1 where "source" = $2 and ("planned_until" is null or "planned_until" < $3);

-- markSuccess
update "source_state" set "succeeded_at" = $1, "failures" = $2, "failure_kind" = $3, "trouble" = $4, "stopped_until" = $5 where "source" = $6;

-- raiseReach
insert into "reach" ("source", "subject", "day") values ($1, $2, $3) on conflict ("source", "subject") do update set "day" = $4 where ("reach"."day" < $5 or "reach"."day" > $6);

-- releaseSource
update "source_state" set "holder" = $1, "held_until" = $2 where "source" = $3 and "holder" = $4;

-- reopenTasks
insert into "task" ("source", "key", "subject", "purpose", "due_at", "place", "resume", "attempts", "restarts", "answers", "tried_at", "retry_at", "taken", "faults", "total", "finished_at", "outcome", "trouble") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) on conflict ("source", "key") do update set "purpose" = "excluded"."purpose", "due_at" = "excluded"."due_at", "place" = "excluded"."place", "resume" = "excluded"."resume", "attempts" = "excluded"."attempts", "restarts" = "excluded"."restarts", "answers" = "excluded"."answers", "tried_at" = "excluded"."tried_at", "retry_at" = "excluded"."retry_at", "taken" = "excluded"."taken", "faults" = "excluded"."faults", "total" = "excluded"."total", "finished_at" = "excluded"."finished_at", "outcome" = "excluded"."outcome", "trouble" = "excluded"."trouble" where "task"."finished_at" is not null;
update "task" set "due_at" = case when due_at > $1 then $2 else due_at end, "retry_at" = $3 where "source" = $4 and "key" = $5 and "finished_at" is null;

-- replaceTasks
select "subject", max("due_at") as "newest" from "task" where "source" = $1 and "finished_at" is null and "due_at" <= $2 group by "subject" having max("due_at") > min("due_at");

-- setBackTask
update "task" set "trouble" = $1, "attempts" = $2, "tried_at" = $3, "retry_at" = $4, "resume" = $5, "taken" = $6, "faults" = $7, "total" = $8, "restarts" = $9 where "source" = $10 and "key" = $11 and "finished_at" is null and "resume" is null and "attempts" = $12 and "restarts" = $13 and "taken" = $14;

-- settleTroubles
update "trouble" set "settled_at" = $1 where "source" = $2 and "settled_at" is null and "kind" in ($3) and "subject" = $4;

-- settleTroublesBefore
update "trouble" set "settled_at" = $1 where "settled_at" is null and "last_at" < $2;

-- tellMishap
insert into "trouble" ("id", "source", "kind", "subject", "message", "first_at", "last_at", "times", "settled_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict ("id") do update set "message" = $10, "last_at" = $11, "times" = "trouble"."times" + $12, "settled_at" = $13;

-- tellTrouble
update "trouble" set "message" = $1, "last_at" = $2, "times" = "times" + $3 where "source" = $4 and "settled_at" is null and "kind" = $5 and "subject" = $6;
insert into "trouble" ("id", "source", "kind", "subject", "message", "first_at", "last_at", "times", "settled_at") values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict ("id") do update set "message" = $10, "last_at" = $11, "times" = "trouble"."times" + $12, "settled_at" = $13;

-- writeAnnouncements
insert into "announcement" ("source", "day", "paper_id", "kind", "version") values ($1, $2, $3, $4, $5) on conflict ("source", "day", "paper_id") do update set "kind" = case when announcement.kind = 'new' then 'new' else excluded.kind end, "version" = case when announcement.version > excluded.version then announcement.version else coalesce(excluded.version, announcement.version) end;
select count(*) as "count" from "announcement" where "source" = $1 and "day" = $2;

-- writeSignals
select "paper_id", "name", "at", "count" from "signal" where "source" = $1 and "paper_id" in ($2) and "at" = (select max("later"."at") as "at" from "signal" as "later" where "later"."paper_id" = "signal"."paper_id" and "later"."name" = "signal"."name" and "later"."source" = "signal"."source");
insert into "signal" ("paper_id", "name", "source", "at", "count") values ($1, $2, $3, $4, $5) on conflict ("paper_id", "name", "source", "at") do update set "count" = "excluded"."count" where "signal"."count" < "excluded"."count";

-- writeValidators
insert into "validator" ("url", "etag", "last_modified", "seen_at") values ($1, $2, $3, $4) on conflict ("url") do update set "etag" = "excluded"."etag", "last_modified" = "excluded"."last_modified", "seen_at" = "excluded"."seen_at";

-- discardDigests
delete from "digest" where "id" in ($1) and "composed_at" is null;

-- findDigest
select "content" from "digest" where "id" = $1;

-- findForDigest
select "subscription".*, "recipient"."suppressed_at", (select digest.to_day from digest left join delivery on delivery.digest_id = digest.id where digest.subscription_id = subscription.id and (delivery.state is null or delivery.state not in ('dropped', 'failed')) order by digest.to_day desc limit 1) as "last_to" from "subscription" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where "subscription"."id" = $1 and "state" in ($2, $3);

-- findEmptySince
select min("from_day") as "day" from "digest" left join "delivery" on "delivery"."digest_id" = "digest"."id" where "subscription_id" = $1 and "to_day" < $2 and "composed_at" is not null and "papers" = $3 and "to_day" > coalesce((select max("to_day") as "day" from "digest" left join "delivery" on "delivery"."digest_id" = "digest"."id" where "subscription_id" = $4 and "to_day" < $5 and "composed_at" is not null and "papers" > $6 and ("state" is null or "state" not in ($7, $8))), $9);

-- findLastDigest
select "content" from "digest" left join "delivery" on "delivery"."digest_id" = "digest"."id" where "subscription_id" = $1 and "to_day" < $2 and "composed_at" is not null and ("state" is null or "state" not in ($3, $4)) order by "to_day" desc limit $5;

-- findNextCompositionAt
select min(case when coalesce(retry_at, 0) > due_at then retry_at else due_at end) as "at" from "digest" where "composed_at" is null;

-- findNextDueAt
select "next_at" from "subscription" where "next_at" is not null order by "next_at" limit $1;

-- findSentPapers
select "paper_id" from "digest_paper" where "subscription_id" = $1 and "paper_id" in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41);

-- findPrunedDigest
select "subscription_id", "to_day" from "digest" where "id" = $1 and "composed_at" is not null and "content" is null;

-- freezeDigests
update "digest" set "content" = $1, "papers" = $2, "composed_at" = $3, "trouble" = $4, "retry_at" = $5 where "id" = $6 and "composed_at" is null;

-- insertDigest
insert into "digest" ("id", "subscription_id", "from_day", "to_day", "due_at", "attempts", "asked_at") values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing;
select "id" from "digest" where "id" = $1 for update;
delete from "delivery" where "digest_id" = $1 and "state" in ($2, $3);

-- keepPlans
update "subscription" set "next_at" = $1 where "id" = $2 and "state" = $3 and "next_at" = $4;

-- listAnnouncedDays
select "id", "announced_day" from "paper" where "id" in ($1);

-- listDayPapers
select "id", "categories", "primary_category", "authors", "organization", "published_at" from "paper" where "id" in ($1) and "withdrawn_at" is null;

-- listDueSubscriptions
select "subscription".*, "recipient"."suppressed_at", (select digest.to_day from digest left join delivery on delivery.digest_id = digest.id where digest.subscription_id = subscription.id and (delivery.state is null or delivery.state not in ('dropped', 'failed')) order by digest.to_day desc limit 1) as "last_to" from "subscription" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where "state" = $1 and "next_at" is not null and "next_at" <= $2 order by "next_at" limit $3;

-- listNewestTexts
select "title", "abstract" from "paper" where "published_at" is not null order by "published_at" desc nulls last, "id" desc limit $1;

-- listWaitingDigests
select "subscription".*, "digest"."id" as "digest_id", "from_day", "to_day", "due_at", "asked_at", "attempts" from "digest" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" where "composed_at" is null and "due_at" <= $1 and ("retry_at" is null or "retry_at" <= $2) order by "due_at" limit $3;

-- pruneDigests
update "digest" set "content" = $1 where "id" in (select "id" from "digest" where "content" is not null and "composed_at" < $2 and not exists (select "digest_id" from "delivery" where "digest_id" = "digest"."id" and "ended_at" is null) order by "composed_at" limit $3 for update skip locked);

-- rankDay
select "paper_id", "day", "votes" from "edition_entry" as "entry" where "entry"."day" = $1 order by "entry"."votes" desc, coalesce(entry.place, 1000000), "entry"."paper_id" desc limit $2 offset $3;
select "id", "votes" from "paper" where "listed_day" is not null and "listed_day" = $1 order by "votes" desc, "published_at" desc nulls last, "id" desc limit $2 offset $3;
select "paper_id", "submitted_at" from "edition_entry" where "day" = $1;

-- setBackDigest
update "digest" set "trouble" = $1, "retry_at" = $2, "attempts" = "attempts" + $3 where "id" = $4 and "composed_at" is null;

-- claimDeliveries
update "delivery" set "state" = $1, "worker" = $2, "claimed_until" = $3, "handed_over_at" = $4 where "digest_id" in (select "digest_id" from "delivery" where (delivery.state = 'waiting' and delivery.ended_at is null) and "channel" = $5 and "next_at" <= $6 order by "next_at", "digest_id" limit $7 for update skip locked) and "state" = $8 returning "digest_id", "next_at";

-- countEnded
select "state", count(*) as "count" from "delivery" where "ended_at" >= $1 group by "state";
select "recipient"."channel", "delivery"."state", count(*) as "count" from "recipient" inner join "subscription" on "subscription"."recipient_id" = "recipient"."id" inner join "digest" on "digest"."subscription_id" = "subscription"."id" inner join "delivery" on "delivery"."digest_id" = "digest"."id" where "recipient"."channel" in ($1, $2, $3, $4, $5, $6, $7, $8) and "digest"."to_day" >= $9 and "delivery"."ended_at" >= $10 group by "recipient"."channel", "delivery"."state";

-- countOpen
select "state", count(*) as "count" from "delivery" where "ended_at" is null group by "state";
select "recipient"."channel", "delivery"."state", count(*) as "count" from "recipient" inner join "subscription" on "subscription"."recipient_id" = "recipient"."id" inner join "digest" on "digest"."subscription_id" = "subscription"."id" inner join "delivery" on "delivery"."digest_id" = "digest"."id" where "recipient"."channel" in ($1, $2, $3, $4, $5, $6, $7, $8) and "digest"."to_day" >= $9 and "delivery"."state" in ($10, $11) group by "recipient"."channel", "delivery"."state";

-- countSubscriptions
select "state", count(*) as "count" from "subscription" group by "state";
select "recipient"."channel", "subscription"."state", count(*) as "count" from "recipient" inner join "subscription" on "subscription"."recipient_id" = "recipient"."id" where "recipient"."channel" in ($1, $2, $3, $4, $5, $6, $7, $8) group by "recipient"."channel", "subscription"."state";

-- countSuppressed
select "channel", count(*) as "count" from "recipient" where "suppressed_at" is not null group by "channel" order by "channel";

-- dropWaiting
update "delivery" set "state" = $1, "ended_at" = $2, "next_at" = $3, "trouble" = $4 where "digest_id" in ($5) and "state" = $6 returning "digest_id";

-- endDeliveries
update "delivery" set "state" = $1, "ended_at" = $2, "next_at" = $3, "claimed_until" = $4, "trouble" = $5, "first_at" = coalesce(first_at, cast($6 as bigint)), "attempts" = "attempts" + $7 where "digest_id" in ($8) and "state" in ($9, $10) and "worker" = $11 returning "digest_id";

-- endDeliveries that were not tried
update "delivery" set "state" = $1, "ended_at" = $2, "next_at" = $3, "claimed_until" = $4, "trouble" = $5 where "digest_id" in ($6) and "state" in ($7, $8) and "worker" = $9 returning "digest_id";

-- findDelivery
select "recipient".*, "digest"."id" as "digest_id", "digest"."due_at", "delivery"."state", "delivery"."attempts", "delivery"."next_at", "delivery"."handed_over_at", "delivery"."ended_at", "delivery"."trouble" from "delivery" inner join "digest" on "digest"."id" = "delivery"."digest_id" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where "digest"."id" = $1;

-- findLastSentAt
select "ended_at" from "delivery" where "ended_at" >= $1 and "state" = $2 order by "ended_at" desc limit $3;

-- findNextClaimEnd
select min("claimed_until") as "until" from "delivery" where (delivery.state = 'claimed' and delivery.ended_at is null);

-- findFirstWaiting
select "next_at" from "delivery" where (delivery.state = 'waiting' and delivery.ended_at is null) and "channel" = $1 order by "next_at" limit $2;

-- freePapers
delete from "digest_paper" where "digest_id" in ($1);

-- insertDelivery
insert into "delivery" ("digest_id", "channel", "state", "next_at", "attempts", "worker", "claimed_until", "handed_over_at", "first_at", "ended_at", "trouble") values ($1, (select "recipient"."channel" from "digest" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where "digest"."id" = $2), $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict ("digest_id") do nothing;

-- listEmptyDigests
select "recipient".*, "digest"."id" as "digest_id", "digest"."due_at", "digest"."composed_at" from "digest" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where digest.papers = 0 and not exists (select "digest_id" from "delivery" where "digest_id" = "digest"."id") order by "digest"."composed_at" desc limit $1;

-- listDeliveries
select "recipient".*, "digest"."id" as "digest_id", "digest"."due_at", "delivery"."state", "delivery"."attempts", "delivery"."next_at", "delivery"."handed_over_at", "delivery"."ended_at", "delivery"."trouble" from "delivery" inner join "digest" on "digest"."id" = "delivery"."digest_id" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where "delivery"."state" in ($1, $2) and "delivery"."ended_at" is null order by "delivery"."next_at", "digest"."id" limit $3;
select "recipient".*, "digest"."id" as "digest_id", "digest"."due_at", "delivery"."state", "delivery"."attempts", "delivery"."next_at", "delivery"."handed_over_at", "delivery"."ended_at", "delivery"."trouble" from "delivery" inner join "digest" on "digest"."id" = "delivery"."digest_id" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where "delivery"."state" in ($1, $2) and "delivery"."ended_at" is not null order by "delivery"."ended_at" desc, "digest"."id" limit $3;

-- listDigestTroubles
select "state", "trouble", count(*) as "count", max(ended_at) as "last_at" from "delivery" where "trouble" is not null and "ended_at" >= $1 and "state" in ($2, $3, $4) group by "state", "trouble" order by "count" desc limit $5;
select "state", "trouble", count(*) as "count", max(coalesce(first_at, next_at)) as "last_at" from "delivery" where "trouble" is not null and "ended_at" is null group by "state", "trouble" order by "count" desc limit $1;
select "trouble", count(*) as "count", max("due_at") as "last_at" from "digest" where "composed_at" is null and "trouble" is not null group by "trouble" order by "count" desc limit $1;

-- listOutgoing
select "digest"."subscription_id", "digest"."content", "delivery"."attempts", "delivery"."first_at" from "digest" inner join "delivery" on "delivery"."digest_id" = "digest"."id" where "digest"."id" in ($1);
select * from "subscription" where "id" in ();
select * from "recipient" where "id" in ();
select "digest"."id", "subscription"."state", "recipient"."suppressed_at", "recipient"."suppressed_reason" from "digest" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where "digest"."id" in ($1) and not (recipient.suppressed_at is null and (subscription.state = 'active' or (subscription.state = 'paused' and digest.asked_at is not null)));

-- listSuppressionReasons
select "suppressed_reason", count(*) as "count" from "recipient" where "suppressed_at" >= $1 group by "suppressed_reason" order by "count" desc, "suppressed_reason" limit $2;

-- listUntried
select "delivery"."digest_id", "delivery"."next_at", "subscription"."rhythm" from "delivery" inner join "digest" on "digest"."id" = "delivery"."digest_id" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" where (delivery.state = 'waiting' and delivery.ended_at is null) and "delivery"."channel" = $1 and "delivery"."next_at" < $2 and "delivery"."first_at" is null and (delivery.next_at, delivery.digest_id) > ($3, $4) order by "delivery"."next_at", "delivery"."digest_id" limit $5;

-- listUnwanted
select "digest"."id", "subscription"."state", "recipient"."suppressed_at", "recipient"."suppressed_reason" from "digest" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where "digest"."id" in ($1) and not (recipient.suppressed_at is null and (subscription.state = 'active' or (subscription.state = 'paused' and digest.asked_at is not null)));

-- holdDeliveries
select "digest_id" from "delivery" where "digest_id" in ($1) order by "digest_id" for update;

-- markHandedOver
update "delivery" set "handed_over_at" = $1 where "digest_id" in ($2) and "state" = $3 and "worker" = $4 and exists (select "digest"."id" from "digest" inner join "subscription" on "subscription"."id" = "digest"."subscription_id" inner join "recipient" on "recipient"."id" = "subscription"."recipient_id" where (recipient.suppressed_at is null and (subscription.state = 'active' or (subscription.state = 'paused' and digest.asked_at is not null))) and digest.id = delivery.digest_id) returning "digest_id";

-- noteAsked
update "digest" set "asked_at" = $1 where "id" = $2;

-- postponeDelivery
update "delivery" set "state" = $1, "next_at" = $2, "trouble" = $3, "worker" = $4, "claimed_until" = $5, "handed_over_at" = $6, "ended_at" = $7, "first_at" = coalesce(first_at, cast($8 as bigint)), "attempts" = "attempts" + $9 where "digest_id" = $10 and "state" in ($11, $12) and "worker" = $13;

-- readDigestQueue
select count(*) as "count", min(next_at) as "due_at" from "subscription" where "next_at" <= $1;

-- releaseDeliveries
update "delivery" set "state" = $1, "worker" = $2, "claimed_until" = $3, "handed_over_at" = $4 where "digest_id" in ($5) and "state" = $6 and "worker" = $7;

-- releaseDeliveries after a trouble
update "delivery" set "state" = $1, "worker" = $2, "claimed_until" = $3, "handed_over_at" = $4, "trouble" = $5 where "digest_id" in ($6) and "state" = $7 and "worker" = $8;

-- renewClaims
update "delivery" set "claimed_until" = $1 where "digest_id" in ($2) and "state" = $3 and "worker" = $4;

-- reopenDelivery
update "delivery" set "state" = $1, "next_at" = $2, "first_at" = $3, "attempts" = $4, "ended_at" = $5, "trouble" = $6, "worker" = $7, "claimed_until" = $8, "handed_over_at" = $9 where "digest_id" = $10 and "state" <> $11;

-- settleAbandoned
select distinct "worker" from "delivery" where (delivery.state = 'claimed' and delivery.ended_at is null);
update "delivery" set "state" = $1, "ended_at" = $2, "next_at" = $3, "claimed_until" = $4, "trouble" = $5, "first_at" = coalesce(first_at, cast($6 as bigint)), "attempts" = "attempts" + $7 where (delivery.state = 'claimed' and delivery.ended_at is null) and "claimed_until" <= $8 and "handed_over_at" is not null;
update "delivery" set "state" = $1, "worker" = $2, "claimed_until" = $3, "handed_over_at" = $4 where (delivery.state = 'claimed' and delivery.ended_at is null) and "claimed_until" <= $5 and "handed_over_at" is null;

-- takePapers
insert into "digest_paper" ("subscription_id", "paper_id", "digest_id") values ($1, $2, $3) on conflict do nothing;

-- allowRecipient
update "recipient" set "suppressed_at" = $1, "suppressed_reason" = $2 where "id" = $3;

-- claimConfirmation
select "token_hash", "next_at" from "confirmation" where "next_at" <= $1 and "attempts" = $2 order by "next_at", "token_hash" limit $3;
select "token_hash", "next_at" from "confirmation" where "next_at" <= $1 order by "next_at", "token_hash" limit $2;

-- deleteAllowancesBefore
delete from "allowance" where "begins_at" < $1;

-- deleteExpiredConfirmations
delete from "confirmation" where "confirmed_at" is null and "expires_at" <= $1;

-- deleteFeedback
delete from "digest_feedback" where "subscription_id" = $1 and "paper_id" = $2;

-- deleteIdleRecipients
delete from "recipient" where "id" in ($1) and "suppressed_at" is null and not exists (select "id" from "subscription" where "recipient_id" = "recipient"."id");

-- deleteUnconfirmed
delete from "subscription" where "state" = 'pending' and "created_at" < $1 and not exists (select "token_hash" from "confirmation" where "subscription_id" = "subscription"."id") returning "recipient_id";

-- endSubscriptionsOf
update "subscription" set "state" = $1, "ended_at" = $2, "next_at" = $3 where "recipient_id" = $4 and "state" in ($5, $6, $7);

-- findConfirmation
select * from "confirmation" where "token_hash" = $1;

-- findFeedback
select * from "digest_feedback" where "subscription_id" = $1 and "paper_id" = $2;

-- findNextConfirmation
select "next_at" from "confirmation" where "next_at" is not null order by "next_at" limit $1;

-- findRecipient
select * from "recipient" where "id" = $1;

-- findRecipientByKey
select * from "recipient" where "channel" = $1 and "address_key" = $2;

-- findRecipientBySecret
select * from "recipient" where "secret" = $1;

-- findSubscription
select * from "subscription" where "id" = $1;

-- giveBackConfirmation
update "confirmation" set "next_at" = $1, "attempts" = "attempts" - $2 where "token_hash" = $3 and "confirmed_at" is null;

-- insertConfirmation
insert into "confirmation" ("token_hash", "subscription_id", "asked_at", "asked_from", "expires_at", "next_at", "attempts", "confirmed_at", "confirmed_from", "ordered") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict ("token_hash") do nothing;

-- insertSubscription
insert into "subscription" ("id", "recipient_id", "created_at", "wish", "rhythm", "size", "sends_empty", "state") values ($1, $2, $3, $4, $5, $6, $7, $8);

-- listFeedback
select * from "digest_feedback" where "subscription_id" = $1 order by "at" desc, "paper_id" limit $2;

-- listLastDigests
select "digest"."id", "digest"."subscription_id", "from_day", "to_day", "due_at", "composed_at", "papers", case when composed_at is not null and content is null then 1 else 0 end as "is_pruned", "state", "ended_at", "delivery"."next_at", "digest"."trouble", "delivery"."trouble" as "delivery_trouble" from "digest" left join "delivery" on "delivery"."digest_id" = "digest"."id" where "digest"."id" in (select (select other.id from digest as other where other.subscription_id = subscription.id order by other.to_day desc limit 1) as "id" from "subscription" where "subscription"."id" in ($1));

-- listPastDigests
select "digest"."id", "digest"."subscription_id", "from_day", "to_day", "due_at", "composed_at", "papers", case when composed_at is not null and content is null then 1 else 0 end as "is_pruned", "state", "ended_at", "delivery"."next_at", "digest"."trouble", "delivery"."trouble" as "delivery_trouble" from "digest" left join "delivery" on "delivery"."digest_id" = "digest"."id" where "digest"."id" in (select "digest"."id" from "subscription" inner join "digest" on "digest"."subscription_id" = "subscription"."id" where "subscription"."recipient_id" = $1 and "digest"."due_at" >= coalesce((select other.due_at from digest as other where other.subscription_id = subscription.id and ("other"."due_at", "other"."id") < ($2, $3) order by other.due_at desc, other.id desc limit 1 offset $4), 0) and ("digest"."due_at", "digest"."id") < ($5, $6) order by "digest"."due_at" desc, "digest"."id" desc limit $7) order by "due_at" desc, "digest"."id" desc;

-- listReadableDigests
select "digest"."id", "composed_at" from "digest" left join "delivery" on "delivery"."digest_id" = "digest"."id" where "digest"."id" in (select "id" from "digest" where "subscription_id" = $1 order by "due_at" desc, "id" desc limit $2) and "content" is not null and ("state" is null or "state" not in ($3, $4)) order by "due_at" desc, "digest"."id" desc limit $5;

-- listSubscriptions of one recipient
select * from "subscription" where "id" > $1 and "recipient_id" = $2 and "state" in ($3) order by "id" limit $4;

-- listSubscriptions
select * from "subscription" where "id" > $1 order by "id" limit $2;

-- listSubscriptionsOf
select * from "subscription" where "recipient_id" = $1 and "state" in ($2, $3, $4) order by "created_at" desc, "id" limit $5;

-- listSuppressed
select * from "recipient" where "suppressed_at" is not null order by "suppressed_at" desc, "id" limit $1;

-- markConfirmationSent
update "confirmation" set "next_at" = $1 where "token_hash" = $2 and "confirmed_at" is null;

-- releaseConfirmation
update "confirmation" set "next_at" = $1 where "token_hash" = $2 and "confirmed_at" is null;

-- replaceSecret
update "recipient" set "secret" = $1 where "secret" = $2 returning *;

-- replaceTokenHash
update "confirmation" set "token_hash" = $1 where "token_hash" = $2 and "confirmed_at" is null;

-- returnAllowance
update "allowance" set "count" = "count" - $1 where "key" = $2 and "begins_at" = $3 and "count" > $4;

-- suppressRecipient
update "recipient" set "suppressed_at" = $1, "suppressed_reason" = $2 where "id" = $3 and "suppressed_at" is null;

-- takeAllowance
insert into "allowance" ("key", "begins_at", "count") values ($1, $2, $3) on conflict ("key", "begins_at") do update set "count" = "allowance"."count" + $4 where "allowance"."count" < $5 returning "count";

-- takeConfirmation
update "confirmation" set "confirmed_at" = $1, "confirmed_from" = $2, "next_at" = $3 where "token_hash" = $4 and "confirmed_at" is null and "expires_at" > $5 returning "subscription_id";

-- updateSubscription
update "subscription" set "state" = $1, "next_at" = $2 where "id" = $3 and "state" in ($4) returning *;

-- upsertRecipient
insert into "recipient" ("id", "channel", "address", "address_key", "secret", "created_at", "suppressed_at", "suppressed_reason") values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict ("channel", "address_key") do update set "address_key" = $9 returning *;

-- writeFeedback
insert into "digest_feedback" ("subscription_id", "paper_id", "kind", "at") values ($1, $2, $3, $4) on conflict ("subscription_id", "paper_id") do update set "kind" = $5, "at" = $6 where "digest_feedback"."at" <= $7;
