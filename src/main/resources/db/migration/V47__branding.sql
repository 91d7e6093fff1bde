-- How the pages of a workspace look; the picture beside it, as it isn't read with every page.
create table branding (
  workspace_id uuid primary key references workspace (id),
  shown_name   varchar(60)  default '' not null,
  light_color  varchar(7)   default '' not null,
  dark_color   varchar(7)   default '' not null,
  help_link    varchar(500) default '' not null,
  imprint_link varchar(500) default '' not null,
  privacy_link varchar(500) default '' not null,
  logo_hash    varchar(64)  default '' not null,
  logo_width   integer      default 0  not null,
  logo_height  integer      default 0  not null
);

create table branding_logo (
  workspace_id uuid primary key references workspace (id),
  hash         varchar(64)    not null,
  image        varchar(44000) not null
);
create index branding_logo_hash on branding_logo (hash);
