package org.gatehouse.federation.saml;

import org.gatehouse.federation.saml.key.KeyPairWithCertificate;
import org.opensaml.saml.common.SAMLObjectContentReference;
import org.opensaml.saml.common.SignableSAMLObject;
import org.opensaml.security.SecurityException;
import org.opensaml.xmlsec.keyinfo.impl.X509KeyInfoGeneratorFactory;
import org.opensaml.xmlsec.signature.KeyInfo;
import org.opensaml.xmlsec.signature.Signature;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.Signer;

/** Signs what we send: XML Signature, enveloped (SAML Core 5.4). */
final class Signatures {
  private Signatures() {}

  /** Signs an object that is complete otherwise. */
  static void sign(SignableSAMLObject object, KeyPairWithCertificate key) {
    Signature signature = OpenSaml.build(Signature.class, Signature.DEFAULT_ELEMENT_NAME);
    signature.setSigningCredential(key.credential());
    signature.setSignatureAlgorithm(SignatureAlgorithms.SIGNATURE);
    signature.setCanonicalizationAlgorithm(SignatureAlgorithms.CANONICAL);
    signature.setKeyInfo(keyInfo(key));
    object.setSignature(signature);
    ((SAMLObjectContentReference) signature.getContentReferences().get(0))
        .setDigestAlgorithm(SignatureAlgorithms.DIGEST);
    OpenSaml.write(object);
    try {
      Signer.signObject(signature);
    } catch (SignatureException e) {
      throw new IllegalStateException("our own key signs", e);
    }
  }

  /** The certificate, as messages and metadata show it. */
  static KeyInfo keyInfo(KeyPairWithCertificate key) {
    X509KeyInfoGeneratorFactory factory = new X509KeyInfoGeneratorFactory();
    factory.setEmitEntityCertificate(true);
    try {
      KeyInfo info = factory.newInstance().generate(key.credential());
      if (info == null) {
        throw new IllegalStateException("a certificate can be shown");
      }
      return info;
    } catch (SecurityException e) {
      throw new IllegalStateException("a certificate can be shown", e);
    }
  }
}
