package org.gatehouse.federation.saml;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.shibboleth.shared.xml.XMLParserException;
import org.gatehouse.core.refusal.InvalidInput;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.saml.saml2.common.TimeBoundSAMLObject;
import org.opensaml.saml.saml2.metadata.EntitiesDescriptor;
import org.opensaml.saml.saml2.metadata.EntityDescriptor;
import org.opensaml.saml.saml2.metadata.IDPSSODescriptor;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Reads the metadata of an identity provider that somebody pasted or fetched (SAML Metadata 2.0).
 * What it refuses, it says to the administrator.
 */
@Singleton
class ReadMetadata {
  /** The largest metadata, characters: that of one provider, not of a federation. */
  static final int LIMIT = 256 * 1024;

  private static final int LONGEST_NAME = 1024;

  private final Clock clock;

  @Inject
  ReadMetadata(Clock clock) {
    this.clock = clock;
  }

  /**
   * Understands metadata.
   *
   * @param xml anything
   * @param signer the certificate (PEM) whose key must have signed it; nothing for none
   * @throws InvalidInput if people can't log in with it
   */
  IdpMetadata read(String xml, Optional<String> signer) {
    IdpMetadata metadata = readAgain(xml, signer);
    Instant now = clock.instant();
    if (metadata.isOutdated(now)) {
      throw new InvalidInput(MetadataRule.OUTDATED);
    }
    if (!metadata.dates().certificateExpiresAt().isAfter(now)) {
      throw new InvalidInput(MetadataRule.CERTIFICATE_EXPIRED);
    }
    return metadata;
  }

  /** The same of what was read before, whose dates may have run out since. */
  IdpMetadata readAgain(String xml, Optional<String> signer) {
    XMLObject root = parse(xml);
    signer.ifPresent(
        pem -> MetadataSignature.check((SignableSAMLObject) root, PemCertificate.read(pem)));
    EntityDescriptor entity = onlyProvider(root);
    IDPSSODescriptor role = role(entity);
    String entityId = Optional.ofNullable(entity.getEntityID()).orElse("").strip();
    if (entityId.isEmpty() || entityId.length() > LONGEST_NAME) {
      throw new InvalidInput(MetadataRule.NO_ENTITY_ID);
    }
    IdpMetadata.SignOnEndpoint signOn =
        IdpEndpoints.signOn(role).orElseThrow(() -> new InvalidInput(MetadataRule.NO_SIGN_ON));
    IdpCertificates certificates = IdpCertificates.of(role);
    return new IdpMetadata(
        entityId,
        signOn,
        IdpEndpoints.logout(role),
        certificates,
        Boolean.TRUE.equals(role.getWantAuthnRequestsSigned()),
        validUntil(role),
        entity);
  }

  private static XMLObject parse(String xml) {
    if (xml.length() > LIMIT) {
      throw new InvalidInput(MetadataRule.TOO_LARGE, LIMIT);
    }
    Element root;
    try {
      Document document = OpenSaml.parse(MetadataText.trimmed(xml));
      // Bounds how deep it is.
      Elements.all(document);
      root = document.getDocumentElement();
    } catch (XMLParserException | SamlRefused e) {
      throw new InvalidInput(MetadataRule.NOT_XML);
    }
    try {
      XMLObject read = OpenSaml.read(root);
      if (read instanceof EntityDescriptor || read instanceof EntitiesDescriptor) {
        return read;
      }
    } catch (UnmarshallingException | RuntimeException e) {
      // As if it were something else: so it is.
    }
    throw new InvalidInput(MetadataRule.OTHER);
  }

  private static EntityDescriptor onlyProvider(XMLObject root) {
    List<EntityDescriptor> providers =
        entities(root).filter(entity -> isIdentityProvider(entity)).toList();
    if (providers.isEmpty()) {
      throw new InvalidInput(MetadataRule.NO_PROVIDER);
    }
    if (providers.size() > 1) {
      throw new InvalidInput(MetadataRule.SEVERAL_PROVIDERS);
    }
    return providers.get(0);
  }

  /** Depth is bounded already. */
  private static Stream<EntityDescriptor> entities(XMLObject object) {
    if (object instanceof EntityDescriptor entity) {
      return Stream.of(entity);
    }
    EntitiesDescriptor several = (EntitiesDescriptor) object;
    return Stream.concat(
        several.getEntityDescriptors().stream(),
        several.getEntitiesDescriptors().stream().flatMap(ReadMetadata::entities));
  }

  private static boolean isIdentityProvider(EntityDescriptor entity) {
    return !entity
        .getRoleDescriptors(IDPSSODescriptor.DEFAULT_ELEMENT_NAME, SAMLConstants.SAML20P_NS)
        .isEmpty();
  }

  private static IDPSSODescriptor role(EntityDescriptor entity) {
    return (IDPSSODescriptor)
        entity
            .getRoleDescriptors(IDPSSODescriptor.DEFAULT_ELEMENT_NAME, SAMLConstants.SAML20P_NS)
            .get(0);
  }

  /** The earliest that the role says, or anything around it (SAML Metadata 2.3.1, 2.3.2, 2.4.1). */
  private static Optional<Instant> validUntil(IDPSSODescriptor role) {
    return Stream.<XMLObject>iterate(role, Objects::nonNull, XMLObject::getParent)
        .filter(TimeBoundSAMLObject.class::isInstance)
        .flatMap(
            bound -> Optional.ofNullable(((TimeBoundSAMLObject) bound).getValidUntil()).stream())
        .min(Instant::compareTo);
  }
}
