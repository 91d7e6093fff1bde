package org.gatehouse.federation.saml;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.opensaml.xmlsec.encryption.support.EncryptionConstants;
import org.opensaml.xmlsec.signature.support.SignatureConstants;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What signatures and encryption of others may use (XML Signature 1.1, XML Encryption 1.1). */
final class SignatureAlgorithms {
  /** With these requests of ours are signed. */
  static final String SIGNATURE = SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA256;

  static final String DIGEST = SignatureConstants.ALGO_ID_DIGEST_SHA256;
  static final String CANONICAL = SignatureConstants.ALGO_ID_C14N_EXCL_OMIT_COMMENTS;

  /** None with SHA-1 or MD5, and none that signs with a shared secret. */
  private static final Set<String> SIGNATURES =
      Set.of(
          SIGNATURE,
          SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA384,
          SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA512,
          "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
          "http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1",
          "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1",
          SignatureConstants.ALGO_ID_SIGNATURE_ECDSA_SHA256,
          SignatureConstants.ALGO_ID_SIGNATURE_ECDSA_SHA384,
          SignatureConstants.ALGO_ID_SIGNATURE_ECDSA_SHA512);

  private static final Set<String> DIGESTS =
      Set.of(
          DIGEST,
          SignatureConstants.ALGO_ID_DIGEST_SHA384,
          SignatureConstants.ALGO_ID_DIGEST_SHA512);

  private static final Set<String> CANONICALS =
      Set.of(CANONICAL, SignatureConstants.ALGO_ID_C14N_EXCL_WITH_COMMENTS);

  /** What we ask others to encrypt with, what we like best first. */
  static final List<String> DATA_ENCRYPTION =
      List.of(
          EncryptionConstants.ALGO_ID_BLOCKCIPHER_AES256_GCM,
          EncryptionConstants.ALGO_ID_BLOCKCIPHER_AES192_GCM,
          EncryptionConstants.ALGO_ID_BLOCKCIPHER_AES128_GCM);

  /** What we decrypt, too, since some providers have nothing else; no metadata of ours tells it. */
  private static final Set<String> OLD_DATA_ENCRYPTION =
      Set.of(
          EncryptionConstants.ALGO_ID_BLOCKCIPHER_AES256,
          EncryptionConstants.ALGO_ID_BLOCKCIPHER_AES192,
          EncryptionConstants.ALGO_ID_BLOCKCIPHER_AES128);

  /** Never RSA with PKCS #1 v1.5 (Bleichenbacher). SHA-1 within OAEP does no harm. */
  static final List<String> KEY_TRANSPORT =
      List.of(
          EncryptionConstants.ALGO_ID_KEYTRANSPORT_RSAOAEP11,
          EncryptionConstants.ALGO_ID_KEYTRANSPORT_RSAOAEP);

  /** Beside OAEP (XML Encryption 1.1, 5.5.2). */
  private static final Set<String> OAEP_DIGESTS =
      Set.of(
          SignatureConstants.ALGO_ID_DIGEST_SHA1,
          DIGEST,
          SignatureConstants.ALGO_ID_DIGEST_SHA384,
          SignatureConstants.ALGO_ID_DIGEST_SHA512);

  private static final Set<String> OAEP_MASKS =
      Set.of(
          EncryptionConstants.ALGO_ID_MGF1_SHA1,
          EncryptionConstants.ALGO_ID_MGF1_SHA256,
          EncryptionConstants.ALGO_ID_MGF1_SHA384,
          EncryptionConstants.ALGO_ID_MGF1_SHA512);

  private SignatureAlgorithms() {}

  /** Whether a signature may be made so. */
  static boolean isGoodSignature(String algorithm) {
    return SIGNATURES.contains(algorithm);
  }

  /**
   * Looks at all signatures and encryption in a document.
   *
   * @throws SamlRefused {@link SamlRefusal#WEAK_ALGORITHM}
   */
  static void check(Document document) {
    Elements.all(document).forEach(SignatureAlgorithms::check);
  }

  private static void check(Element element) {
    String name = element.getLocalName();
    String namespace = element.getNamespaceURI();
    boolean good = true;
    if (SignatureConstants.XMLSIG_NS.equals(namespace)) {
      good =
          switch (name) {
            case "SignatureMethod" -> SIGNATURES.contains(algorithm(element));
            case "CanonicalizationMethod" -> CANONICALS.contains(algorithm(element));
            case "DigestMethod" ->
                (isWithinEncryption(element) ? OAEP_DIGESTS : DIGESTS).contains(algorithm(element));
            case "Reference" -> isTransformed(element);
            default -> true;
          };
    } else if (EncryptionConstants.XMLENC_NS.equals(namespace)) {
      // Where none is named, libraries take what fits the key.
      good =
          switch (name) {
            case "EncryptedData" -> isBy(element, DATA_ENCRYPTION, OLD_DATA_ENCRYPTION);
            case "EncryptedKey" -> isBy(element, KEY_TRANSPORT, Set.of());
            default -> true;
          };
    } else if (EncryptionConstants.XMLENC11_NS.equals(namespace) && name.equals("MGF")) {
      good = OAEP_MASKS.contains(algorithm(element));
    }
    if (!good) {
      throw new SamlRefused(SamlRefusal.WEAK_ALGORITHM, name + " " + algorithm(element));
    }
  }

  private static String algorithm(Element element) {
    return element.getAttributeNS(null, "Algorithm");
  }

  private static boolean isWithinEncryption(Node element) {
    Node parent = element.getParentNode();
    return parent != null && EncryptionConstants.XMLENC_NS.equals(parent.getNamespaceURI());
  }

  /**
   * Without one of these the canonical form would be the inclusive one, in which what stands around
   * something belongs to it (XML Signature 1.1, 4.4.3.2; SAML Core 5.4.4).
   */
  private static boolean isTransformed(Element reference) {
    List<String> transforms =
        children(reference, SignatureConstants.XMLSIG_NS, "Transforms")
            .flatMap(all -> children(all, SignatureConstants.XMLSIG_NS, "Transform"))
            .map(SignatureAlgorithms::algorithm)
            .toList();
    return transforms.stream().filter(CANONICALS::contains).count() == 1
        && transforms.stream()
            .allMatch(
                transform ->
                    CANONICALS.contains(transform)
                        || transform.equals(SignatureConstants.TRANSFORM_ENVELOPED_SIGNATURE));
  }

  private static boolean isBy(
      Element encrypted, Collection<String> algorithms, Collection<String> others) {
    List<String> named =
        children(encrypted, EncryptionConstants.XMLENC_NS, "EncryptionMethod")
            .map(SignatureAlgorithms::algorithm)
            .toList();
    return named.size() == 1
        && (algorithms.contains(named.get(0)) || others.contains(named.get(0)));
  }

  private static Stream<Element> children(Element parent, String namespace, String name) {
    return Stream.iterate(parent.getFirstChild(), Objects::nonNull, Node::getNextSibling)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .filter(
            child ->
                namespace.equals(child.getNamespaceURI()) && name.equals(child.getLocalName()));
  }
}
