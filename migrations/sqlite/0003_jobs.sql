-- What the clock drives, and what it needs to know: jobs with their due times, when people used Savoir, who was asked about
-- which question, and why a nudge was dropped.

create table job (
  id text primary key,
  due integer not null,
  tries integer not null default 0,
  -- A process that died with it lets go of it then.
  claimed_until integer not null default 0,
  -- Why the last try failed.
  reason text,
  failed_at integer
) without rowid;
create index job_due on job (due);

-- The first and the last time that somebody turned to Savoir.
create table person_use (
  person text primary key,
  first integer not null,
  last integer not null
) without rowid;

-- People who were asked, privately, whether they can answer a question. `at` is when it may go out to them.
create table request (
  item integer not null references item (id) on delete cascade,
  person text not null,
  at integer not null,
  state text not null check (state in ('asked', 'took', 'later', 'passed', 'refused')),
  since integer not null,
  primary key (item, person)
) without rowid;
create index request_person on request (person, at);

-- Null: it went out.
alter table nudge add column dropped text;
create index nudge_at on nudge (at);

-- What people said of two tags: whether they mean the same. `tag` comes first in the alphabet.
create table tag_verdict (
  tag text not null,
  other text not null,
  person text not null,
  same integer not null,
  at integer not null,
  primary key (tag, other, person)
) without rowid;
