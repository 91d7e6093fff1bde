package org.gatehouse.core.oauth.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is read of a request object that is refused. */
class RequestObjectTest {
  private static final String OBJECT =
      new PlainJWT(new JWTClaimsSet.Builder().claim("state", "s1").claim("max_age", 1).build())
          .serialize();

  @Test
  void readsText() {
    assertThat(RequestObject.text(OBJECT, "state")).contains("s1");
    assertThat(RequestObject.text(OBJECT, "nonce")).isEmpty();
    assertThat(RequestObject.text(OBJECT, "max_age")).isEmpty();
  }

  /** An encrypted one: Nimbus has no ParseException for a count that is negative. */
  @Test
  void overlooksNumbersThatCanBeNone() {
    String header = "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":-1}";
    assertThat(RequestObject.text(Base64URL.encode(header) + ".a.a.a.a", "state")).isEmpty();
  }

  @Property(tries = 500)
  void readsOrOverlooksAnything(@ForAll String header, @ForAll String claims) {
    assertThat(RequestObject.text(header, "state")).isEmpty();
    for (String first : List.of("{\"alg\":\"none\"}", "{\"alg\":\"RS256\"}", header)) {
      String object = Base64URL.encode(first) + "." + Base64URL.encode(claims) + ".";
      assertThat(RequestObject.text(object, "state")).isNotNull();
    }
  }
}
