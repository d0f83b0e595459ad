-- The first shape of the store: people and places as the platforms describe them, what people said (item, reply) with what
-- others did to it (item_tag, voice, correction), the log that makes every change reversible, the inbox that makes an event
-- count once, and the outbox that keeps the order of what is said. Times are UTC milliseconds.

create table person (
  ref text primary key,
  name text not null,
  standing text not null check (standing in ('member', 'guest', 'outsider', 'left')),
  is_bot integer not null,
  locale text,
  time_zone text,
  -- They asked to be forgotten: the name stays out until they let Savoir learn again.
  forgotten integer not null default 0
) without rowid;

create table person_setting (
  person text primary key,
  settings text not null
) without rowid;

create table topic_word (
  person text not null,
  topic text not null,
  says text not null check (says in ('declared', 'hidden', 'denied')),
  at integer not null,
  primary key (person, topic)
) without rowid;

create table ask (
  id text primary key,
  person text not null,
  text text not null,
  place text not null,
  at integer not null
) without rowid;
create index ask_person on ask (person);

create table place (
  ref text primary key,
  name text not null,
  audience text not null check (audience in ('everyone', 'members', 'direct')),
  external integer not null,
  archived integer not null,
  -- Number of the change that last took it away from everyone.
  narrowed integer not null default 0
) without rowid;

create table place_setting (
  place text primary key,
  settings text not null
) without rowid;

create table member (
  place text not null,
  person text not null,
  primary key (place, person)
) without rowid;
create index member_person on member (person);

create table item (
  id integer primary key,
  kind text not null check (kind in ('question', 'note', 'status', 'decision', 'thread')),
  title text not null,
  body text not null,
  by text,
  at integer not null,
  language text not null,
  audience text not null check (audience in ('everyone', 'members')),
  place text not null,
  message text,
  permalink text,
  accepted_reply text,
  accepted_by text,
  accepted_at integer,
  accepted_by_asker integer,
  superseded_by integer,
  -- Number of the change that last edited it or one of its replies: "wrong" said before it no longer counts.
  edited integer not null default 0,
  version integer not null,
  removed integer not null default 0
);
create index item_version on item (version);
create index item_newest on item (at, id) where removed = 0;
create index item_place on item (place, at);
create index item_by on item (by) where by is not null;
create index item_message on item (message) where message is not null;
create index item_superseded on item (superseded_by) where superseded_by is not null;

create table reply (
  id text primary key,
  item integer not null references item (id) on delete cascade,
  by text,
  at integer not null,
  text text not null,
  message text,
  permalink text,
  role text not null check (role in ('answer', 'remark')),
  removed integer not null default 0
);
create index reply_item on reply (item, at);
create index reply_by on reply (by) where by is not null;
create index reply_message on reply (message) where message is not null;

create table item_tag (
  item integer not null references item (id) on delete cascade,
  tag text not null,
  primary key (item, tag)
) without rowid;
create index item_tag_tag on item_tag (tag);

create table tag_merge (
  tag text primary key,
  into_tag text not null,
  -- Where the chain ends.
  root text not null
) without rowid;
create index tag_merge_root on tag_merge (root);

create table voice (
  item integer not null references item (id) on delete cascade,
  person text not null,
  kind text not null check (kind in ('endorsed', 'confirmed', 'foundWrong', 'helped', 'notIt')),
  at integer not null,
  seq integer not null,
  primary key (item, kind, person)
) without rowid;
create index voice_person on voice (person);

-- Edits of what somebody else had said, as long as they stand.
create table correction (
  seq integer primary key,
  item integer not null references item (id) on delete cascade,
  reply text,
  person text not null,
  at integer not null
);
create index correction_item on correction (item);
create index correction_person on correction (person);

-- Items that were erased for good: their numbers are not given again, and indexes learn that they went.
create table gone (
  item integer primary key,
  version integer not null
);
create index gone_version on gone (version);

create table log (
  seq integer primary key,
  at integer not null,
  by text,
  event text not null,
  kind text not null,
  item integer,
  reply text,
  place text,
  detail text not null,
  before text
);
create index log_event on log (event);
create index log_item on log (item) where item is not null;
create index log_by on log (by) where by is not null;

create table inbox (
  seq integer primary key,
  event text not null unique,
  at integer not null,
  state text not null check (state in ('waiting', 'handled', 'aside')),
  tries integer not null default 0,
  reason text,
  -- Erased once handled.
  payload text,
  -- When its number may be forgotten.
  keep_until integer
);
create index inbox_waiting on inbox (seq) where state = 'waiting';
create index inbox_aside on inbox (seq) where state = 'aside';
create index inbox_keep_until on inbox (keep_until) where keep_until is not null;

create table outbox (
  seq integer primary key,
  id text not null unique,
  platform text not null,
  -- What is in one lane goes out in order.
  lane text not null,
  state text not null check (state in ('queued', 'claimed', 'sent', 'dropped')),
  due integer not null,
  tries integer not null default 0,
  reason text,
  -- Erased once sent or dropped.
  delivery text,
  keep_until integer
);
create index outbox_open on outbox (lane, seq) where state in ('queued', 'claimed');
create index outbox_keep_until on outbox (keep_until) where keep_until is not null;

-- What was sent to people unasked: the gate counts it.
create table nudge (
  person text not null,
  kind text not null,
  at integer not null
);
create index nudge_person on nudge (person, at);

create table drawer (
  drawer text not null,
  key text not null,
  value text not null,
  primary key (drawer, key)
) without rowid;
