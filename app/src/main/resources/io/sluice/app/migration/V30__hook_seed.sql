-- Why: addresses of webhooks that nobody can guess are derived from a secret of the installation, which is made once.
create table hook_seed (
    id integer primary key,
    sealed varchar(400) not null
);
