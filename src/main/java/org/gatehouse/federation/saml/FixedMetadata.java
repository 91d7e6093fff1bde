package org.gatehouse.federation.saml;

import java.util.Set;
import net.shibboleth.shared.component.ComponentInitializationException;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.saml.metadata.resolver.MetadataResolver;
import org.opensaml.saml.metadata.resolver.impl.DOMMetadataResolver;
import org.opensaml.saml.metadata.resolver.index.impl.RoleMetadataIndex;
import org.opensaml.saml.saml2.metadata.EntityDescriptor;
import org.pac4j.saml.metadata.SAML2MetadataResolver;

/** Metadata of one entity as pac4j wants it, that is here and doesn't change. */
final class FixedMetadata implements SAML2MetadataResolver {
  private final EntityDescriptor entity;
  private final DOMMetadataResolver resolver;

  FixedMetadata(EntityDescriptor entity) {
    this.entity = entity;
    resolver = new DOMMetadataResolver(OpenSaml.write(entity));
    resolver.setId(String.valueOf(entity.getEntityID()));
    resolver.setIndexes(Set.of(new RoleMetadataIndex()));
    resolver.setFailFastInitialization(true);
    // Its dates are looked at before, where the refusal can say so.
    resolver.setRequireValidMetadata(false);
    try {
      resolver.initialize();
    } catch (ComponentInitializationException e) {
      throw new IllegalStateException("metadata that was understood before", e);
    }
  }

  @Override
  public MetadataResolver resolve(boolean force) {
    return resolver;
  }

  @Override
  public String getEntityId() {
    return String.valueOf(entity.getEntityID());
  }

  @Override
  public String getMetadata() {
    return OpenSaml.text(entity);
  }

  @Override
  public XMLObject getEntityDescriptorElement() {
    return entity;
  }
}
