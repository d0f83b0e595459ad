-- One person may talk to Savoir from several platforms. What each account said and did stays under that account, so that a
-- split gives each back what it had; reading brings them together.

create table account (
  ref text primary key,
  -- The one ref that all accounts of the person go by; it is one of them.
  person text not null,
  platform text not null,
  how text not null check (how in ('code', 'mail')),
  at integer not null,
  -- They know of it: a code is their own doing, a mail address is not.
  told integer not null,
  -- Where something is said on a platform tells which account it goes out on.
  unique (person, platform)
) without rowid;

-- Codes that join two accounts when they are said on the other one; one for each account, gone when used.
create table join_code (
  code text primary key,
  account text not null unique,
  until integer not null
) without rowid;

-- Wrong codes, counted against guessing.
create table join_miss (
  account text not null,
  at integer not null
);
create index join_miss_account on join_miss (account, at);

-- Accounts that somebody split: a mail address does not join them again. `one` comes first in the alphabet.
create table kept_apart (
  one text not null,
  other text not null,
  primary key (one, other)
) without rowid;

-- A keyed digest of the verified mail address, never the address.
alter table person add column mail_key text;
create index person_mail_key on person (mail_key) where mail_key is not null;
