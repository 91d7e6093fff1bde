package org.gatehouse.federation.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Clock;
import java.util.UUID;
import org.gatehouse.core.fetch.GivenFetch;
import org.gatehouse.fixture.DocumentServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata at an address is read as the XML there says that it is encoded. */
class SamlMetadataTest {
  // It has no need of clients: nobody asks who we are.
  private final SamlMetadata metadata =
      new SamlMetadata(GivenFetch.onThisMachine(), new ReadMetadata(Clock.systemUTC()), null);

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1"})
  void isFetchedInWhateverEncoding(String encoding) throws Exception {
    String xml = "<?xml version='1.0' encoding='" + encoding + "'?><a>K\u00F6ln</a>";
    try (DocumentServer server =
        new DocumentServer(() -> xml.getBytes(Charset.forName(encoding)))) {
      assertThat(metadata.fetch(UUID.randomUUID(), server.address())).endsWith("<a>K\u00F6ln</a>");
    }
  }
}
