-- What kills the process would kill it again at each start: so a try is counted before it is made. `unended` is how often an
-- event was begun without anything having been heard of it; a job that is `aside` was given up.

alter table inbox add column unended integer not null default 0;
alter table job add column aside integer not null default 0;
