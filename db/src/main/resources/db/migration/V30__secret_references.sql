-- Why: a secret can be kept elsewhere (a vault, a file, a variable); the connection then names the place, which is no secret.
alter table connection add column secret_refs varchar default '{}' not null;
