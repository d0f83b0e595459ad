-- What Savoir put to a place in somebody's name stands for their question: who replies under it answers that question.

create table post (
  message text primary key,
  item integer not null references item (id) on delete cascade
) without rowid;
create index post_item on post (item);
