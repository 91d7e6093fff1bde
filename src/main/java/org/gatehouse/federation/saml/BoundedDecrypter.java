package org.gatehouse.federation.saml;

import java.security.Key;
import java.util.List;
import java.util.Set;
import org.gatehouse.federation.saml.key.KeyPairWithCertificate;
import org.opensaml.saml.saml2.encryption.Decrypter;
import org.opensaml.saml.saml2.encryption.EncryptedElementTypeEncryptedKeyResolver;
import org.opensaml.security.credential.Credential;
import org.opensaml.xmlsec.algorithm.AlgorithmSupport;
import org.opensaml.xmlsec.encryption.EncryptedData;
import org.opensaml.xmlsec.encryption.EncryptedKey;
import org.opensaml.xmlsec.encryption.support.ChainingEncryptedKeyResolver;
import org.opensaml.xmlsec.encryption.support.DecryptionException;
import org.opensaml.xmlsec.encryption.support.InlineEncryptedKeyResolver;
import org.opensaml.xmlsec.keyinfo.impl.CollectionKeyInfoCredentialResolver;
import org.w3c.dom.DocumentFragment;

/**
 * Decrypts with any of our keys, and looks at what comes out before anybody builds objects of it:
 * everybody can encrypt for us.
 */
final class BoundedDecrypter extends Decrypter {
  BoundedDecrypter(List<KeyPairWithCertificate> keys) {
    super(
        null,
        new CollectionKeyInfoCredentialResolver(
            keys.stream().<Credential>map(KeyPairWithCertificate::credential).toList()),
        new ChainingEncryptedKeyResolver(
            List.of(
                new InlineEncryptedKeyResolver(), new EncryptedElementTypeEncryptedKeyResolver())),
        null,
        Set.of(
            org.opensaml.xmlsec.encryption.support.EncryptionConstants.ALGO_ID_KEYTRANSPORT_RSA15));
    setRootInNewDocument(true);
  }

  /** What was encrypted with a key of another length wasn't encrypted as it says. */
  @Override
  public Key decryptKey(EncryptedKey encryptedKey, String algorithm, Key kek)
      throws DecryptionException {
    Key key = super.decryptKey(encryptedKey, algorithm, kek);
    Integer bits = AlgorithmSupport.getKeyLength(algorithm);
    if (bits == null || key.getEncoded() == null || key.getEncoded().length * 8 != bits) {
      throw new DecryptionException("a key that doesn't fit its algorithm");
    }
    return key;
  }

  @Override
  public DocumentFragment decryptDataToDOM(EncryptedData encryptedData) throws DecryptionException {
    DocumentFragment plain = super.decryptDataToDOM(encryptedData);
    Elements.all(plain);
    return plain;
  }
}
