// Good SQL: a migration, a report, a trigger, seed rows beside a schema.
import { type Body, file } from './kit.ts'

export const sqlBodies: readonly Body[] = [
  {
    family: 'sql-migration-appointments',
    path: 'db/migrations/0017_appointments.sql',
    near: 'repetition',
    text: file`
-- Appointments get their own table; until now they were rows of "visits" without an end.
begin;

create table appointments (
    id          uuid primary key default gen_random_uuid(),
    patient_id  uuid not null references patients (id),
    doctor_id   uuid not null references doctors (id),
    room_id     integer references rooms (id),
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    reason      text not null default '',
    created_at  timestamptz not null default now(),
    check (ends_at > starts_at)
);
@@
create index appointments_patient_idx on appointments (patient_id, starts_at);
create index appointments_doctor_idx on appointments (doctor_id, starts_at);

-- Nobody is in two rooms at the same time.
create extension if not exists btree_gist;
alter table appointments
    add constraint appointments_no_overlap
    exclude using gist (doctor_id with =, tstzrange(starts_at, ends_at) with &&);
@@
insert into appointments (id, patient_id, doctor_id, starts_at, ends_at, reason)
select id, patient_id, doctor_id, visited_at, visited_at + interval '20 minutes', coalesce(note, '')
from visits
where visited_at > now() and cancelled_at is null;

delete from visits where id in (select id from appointments);

commit;
`,
    others: [
      {
        path: 'migrations/20230911_lessons.up.sql',
        keep: [1, 2],
        swap: { appointment: 'lesson', patient: 'pupil', doctor: 'teacher' },
      },
    ],
  },
  {
    family: 'sql-retention-report',
    path: 'analytics/retention.sql',
    text: file`
-- How many of the users who signed up in a week came back in the weeks after it.
with cohorts as (
    select user_id, date_trunc('week', min(created_at)) as cohort
    from events
    where name = 'signup'
    group by user_id
),
activity as (
    select distinct e.user_id, date_trunc('week', e.created_at) as week
    from events e
    where e.name in ('session_start', 'purchase', 'share')
),
weeks as (
    select c.cohort,
           (extract(epoch from a.week - c.cohort) / 604800)::int as age,
           count(distinct a.user_id) as users
    from cohorts c
    join activity a on a.user_id = c.user_id and a.week >= c.cohort
    group by c.cohort, age
)
select w.cohort::date as cohort,
       first_value(w.users) over by_cohort as size,
       w.age,
       round(100.0 * w.users / first_value(w.users) over by_cohort, 1) as percent
from weeks w
where w.cohort >= date_trunc('week', now()) - interval '12 weeks'
window by_cohort as (partition by w.cohort order by w.age)
order by w.cohort, w.age;
`,
    others: [
      { path: 'reports/loyalty.sql', swap: { users: 'members', user: 'member', signup: 'joined' }, licence: 'spdx' },
    ],
  },
  {
    family: 'sql-audit-trigger',
    path: 'schema/functions/audit.sql',
    near: 'code',
    text: file`
-- Writes who changed what into audit.log, one row for each column that differs.
create schema if not exists audit;

create table if not exists audit.log (
    at         timestamptz not null default clock_timestamp(),
    who        text not null default current_user,
    relation   regclass not null,
    row_id     text not null,
    field      text not null,
    old_value  jsonb,
    new_value  jsonb
);
@@
create or replace function audit.note_change() returns trigger
language plpgsql security definer as $$
declare
    before jsonb := case when tg_op = 'INSERT' then '{}' else to_jsonb(old) end;
    after  jsonb := case when tg_op = 'DELETE' then '{}' else to_jsonb(new) end;
    field  text;
begin
    for field in select jsonb_object_keys(before || after) loop
        if before -> field is distinct from after -> field then
            insert into audit.log (relation, row_id, field, old_value, new_value)
            values (tg_relid, coalesce(after ->> 'id', before ->> 'id'), field, before -> field, after -> field);
        end if;
    end loop;
    return coalesce(new, old);
end
$$;
@@
-- audit.watch('public.invoices') switches it on.
create or replace function audit.watch(relation regclass) returns void
language plpgsql as $$
begin
    execute format(
        'create trigger note_change after insert or update or delete on %s
         for each row execute function audit.note_change()', relation);
end
$$;
`,
    others: [{ path: 'sql/history.sql', keep: [1], swap: { audit: 'history', note: 'keep' }, indent: 2 }],
  },
  {
    family: 'sql-schema-with-seeds',
    path: 'database/schema.sql',
    near: 'repetition',
    text: file`
DROP TABLE IF EXISTS ticket_tag, ticket, tag, priority;

CREATE TABLE priority (
  code VARCHAR(12) PRIMARY KEY,
  position TINYINT NOT NULL UNIQUE,
  answer_within_hours SMALLINT NOT NULL
);

CREATE TABLE tag (
  id INT AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(40) NOT NULL UNIQUE,
  colour CHAR(7) NOT NULL DEFAULT '#888888'
);

CREATE TABLE ticket (
  id INT AUTO_INCREMENT PRIMARY KEY,
  title VARCHAR(200) NOT NULL,
  body TEXT NOT NULL,
  priority VARCHAR(12) NOT NULL DEFAULT 'normal',
  opened_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  closed_at DATETIME NULL,
  FOREIGN KEY (priority) REFERENCES priority (code),
  FULLTEXT KEY words (title, body)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE ticket_tag (
  ticket_id INT NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
  tag_id INT NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
  PRIMARY KEY (ticket_id, tag_id)
);

INSERT INTO priority (code, position, answer_within_hours) VALUES
  ('low', 1, 120),
  ('normal', 2, 48),
  ('high', 3, 8),
  ('outage', 4, 1);

INSERT INTO tag (name, colour) VALUES
  ('bug', '#c0392b'),
  ('question', '#2980b9'),
  ('wish', '#27ae60'),
  ('billing', '#8e44ad');

CREATE VIEW overdue AS
  SELECT t.id, t.title, p.code, TIMESTAMPDIFF(HOUR, t.opened_at, NOW()) AS age
  FROM ticket t
  JOIN priority p ON p.code = t.priority
  WHERE t.closed_at IS NULL
  HAVING age > p.answer_within_hours;
`,
    others: [{ path: 'install/tables.sql', swap: { ticket: 'repair', tag: 'part', title: 'device' }, licence: 'gpl' }],
  },
]
