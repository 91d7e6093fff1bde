package org.gatehouse.federation.saml;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate.Use;
import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.saml.saml2.core.NameIDType;
import org.opensaml.saml.saml2.metadata.AssertionConsumerService;
import org.opensaml.saml.saml2.metadata.EncryptionMethod;
import org.opensaml.saml.saml2.metadata.EntityDescriptor;
import org.opensaml.saml.saml2.metadata.KeyDescriptor;
import org.opensaml.saml.saml2.metadata.NameIDFormat;
import org.opensaml.saml.saml2.metadata.SPSSODescriptor;
import org.opensaml.saml.saml2.metadata.SingleLogoutService;
import org.opensaml.security.credential.UsageType;

/**
 * The metadata of our service provider (SAML Metadata 2.0). It names what is accepted, and nothing
 * else.
 */
final class SpMetadata {
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private SpMetadata() {}

  /**
   * Writes it, unsigned.
   *
   * @param keys all keys; those that only decrypt aren't told, so that nobody goes on using them
   */
  static EntityDescriptor of(ServiceProvider self, List<KeyPairWithCertificate> keys) {
    SPSSODescriptor role =
        OpenSaml.build(SPSSODescriptor.class, SPSSODescriptor.DEFAULT_ELEMENT_NAME);
    role.addSupportedProtocol(SAMLConstants.SAML20P_NS);
    role.setAuthnRequestsSigned(true);
    role.setWantAssertionsSigned(true);
    for (Use use : List.of(Use.ACTIVE, Use.NEXT)) {
      for (KeyPairWithCertificate key : keys) {
        if (key.use() == use) {
          role.getKeyDescriptors().add(descriptor(key, UsageType.SIGNING));
          role.getKeyDescriptors().add(descriptor(key, UsageType.ENCRYPTION));
        }
      }
    }
    for (String binding :
        List.of(SAMLConstants.SAML2_REDIRECT_BINDING_URI, SAMLConstants.SAML2_POST_BINDING_URI)) {
      SingleLogoutService logout =
          OpenSaml.build(SingleLogoutService.class, SingleLogoutService.DEFAULT_ELEMENT_NAME);
      logout.setBinding(binding);
      logout.setLocation(self.sls());
      role.getSingleLogoutServices().add(logout);
    }
    for (String format : List.of(NameIDType.PERSISTENT, NameIDType.EMAIL)) {
      NameIDFormat named = OpenSaml.build(NameIDFormat.class, NameIDFormat.DEFAULT_ELEMENT_NAME);
      named.setURI(format);
      role.getNameIDFormats().add(named);
    }
    AssertionConsumerService consumer =
        OpenSaml.build(
            AssertionConsumerService.class, AssertionConsumerService.DEFAULT_ELEMENT_NAME);
    consumer.setBinding(SAMLConstants.SAML2_POST_BINDING_URI);
    consumer.setLocation(self.acs());
    consumer.setIndex(0);
    consumer.setIsDefault(true);
    role.getAssertionConsumerServices().add(consumer);

    EntityDescriptor entity =
        OpenSaml.build(EntityDescriptor.class, EntityDescriptor.DEFAULT_ELEMENT_NAME);
    entity.setID("_" + UUID.randomUUID());
    entity.setEntityID(self.entityId());
    entity.setCacheDuration(REMEMBERED);
    entity.getRoleDescriptors().add(role);
    return entity;
  }

  /** The same as a text, signed by the active key. */
  static String signed(ServiceProvider self, List<KeyPairWithCertificate> keys) {
    EntityDescriptor entity = of(self, keys);
    keys.stream()
        .filter(key -> key.use() == Use.ACTIVE)
        .findFirst()
        .ifPresent(key -> Signatures.sign(entity, key));
    return OpenSaml.text(entity);
  }

  private static KeyDescriptor descriptor(KeyPairWithCertificate key, UsageType use) {
    KeyDescriptor descriptor =
        OpenSaml.build(KeyDescriptor.class, KeyDescriptor.DEFAULT_ELEMENT_NAME);
    descriptor.setUse(use);
    descriptor.setKeyInfo(Signatures.keyInfo(key));
    if (use == UsageType.ENCRYPTION) {
      for (String algorithm : SignatureAlgorithms.DATA_ENCRYPTION) {
        descriptor.getEncryptionMethods().add(method(algorithm));
      }
      for (String algorithm : SignatureAlgorithms.KEY_TRANSPORT) {
        descriptor.getEncryptionMethods().add(method(algorithm));
      }
    }
    return descriptor;
  }

  private static EncryptionMethod method(String algorithm) {
    EncryptionMethod method =
        OpenSaml.build(EncryptionMethod.class, EncryptionMethod.DEFAULT_ELEMENT_NAME);
    method.setAlgorithm(algorithm);
    return method;
  }
}
