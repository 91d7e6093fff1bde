-- Messages tell by the entity id of a SAML provider, or by the issuer, from whom they come: a workspace
-- has each once. Of those that there are twice already the first has the name; the others go on
-- without one. Entity ids stand in the metadata: the server reads them when it has started.
alter table identity_provider add column peer varchar(2000);
update identity_provider set peer = issuer
 where issuer is not null
   and not exists (
     select 1 from identity_provider other
      where other.workspace_id = identity_provider.workspace_id
        and other.issuer = identity_provider.issuer
        and (other.created_at < identity_provider.created_at
          or (other.created_at = identity_provider.created_at and other.id < identity_provider.id)));
alter table identity_provider add constraint identity_provider_peer unique (workspace_id, peer);
