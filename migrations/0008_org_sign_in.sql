-- 登录尝试: wrong passwords by account as typed, whether there is such an account or not, and by address; both hashed, both forgotten.
create table sign_in_tries (
  subject text primary key, failed bigint not null, since text not null, until text
);
create index sign_in_tries_since on sign_in_tries (since);
alter table people drop column failed;
alter table people drop column locked_until;
