import type { Delivery } from '../../chat/delivery.ts'
import type { MessageRef, PersonRef } from '../../chat/ref.ts'
import { isPerson } from './accounts.ts'
import type { Sql } from './sql.ts'

/** What is done to a message that speaks for a reply or an item, such as a mark on it, is done to that. */
export function standsFor(sql: Sql, delivery: Delivery, message: MessageRef): void {
  if (delivery.kind !== 'post' || !delivery.speaksFor) return
  const { speaksFor } = delivery
  if ('reply' in speaksFor) {
    sql.run('update reply set message = ? where id = ? and message is null', message, speaksFor.reply)
  } else {
    sql.run(
      'insert into post (message, item) select ?, id from item where id = ? on conflict do nothing',
      message,
      speaksFor.item,
    )
  }
}

/** Messages in which Savoir said a person's words for them. */
export const postedFor = (sql: Sql, person: PersonRef): MessageRef[] =>
  sql
    .all<{ message: MessageRef }>(
      `select p.message from post p join item i on i.id = p.item where ${isPerson('i.by')}
       union select r.message from reply r where ${isPerson('r.by')} and r.message is not null
         and exists (select 1 from log l where l.reply = r.id and l.kind = 'replyAdded' and l.detail ->> '$.posted')`,
      { person },
    )
    .map(({ message }) => message)
