-- The reply that looked most like the answer when a thread was captured: most imported questions bear no mark, and the longest
-- of their answers is often not the one that helped.

alter table item add column proposed_reply text;
