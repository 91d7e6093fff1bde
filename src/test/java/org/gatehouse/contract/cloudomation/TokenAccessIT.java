package org.gatehouse.contract.cloudomation;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gatehouse.fixture.Api;
import org.gatehouse.fixture.DeployedGatehouse;
import org.gatehouse.fixture.Person;
import org.gatehouse.fixture.Program;
import org.gatehouse.fixture.Reply;
import org.gatehouse.fixture.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an access token says of roles and datasources, and that it says when it doesn't. */
@ExtendWith(DeployedGatehouse.class)
class TokenAccessIT {
  private Workspace works;
  private Api admin;

  @BeforeEach
  void signUp() {
    works = Workspace.signUp();
    admin = works.administrator().api();
  }

  private static JWTClaimsSet claims(Reply login) throws ParseException {
    return SignedJWT.parse(login.is(200).text("token")).getJWTClaimsSet();
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(100, 100 + count).mapToObj(number -> prefix + number).toList();
  }

  @Test
  void namesRolesAndWhatTheyAllow() throws ParseException {
    List.of("ledger", "orders", "stock", "other").forEach(works::addDatasource);
    works.addRole("finance", "orders", "ledger");
    works.addRole("sales", "orders", "stock");
    works.addRole("nobody", "other");

    JWTClaimsSet claims = claims(works.addProgram("nightly", "sales", "finance").logIn());

    assertThat(claims.getStringListClaim("roles")).containsExactly("finance", "sales");
    assertThat(claims.getStringListClaim("datasources"))
        .containsExactly("ledger", "orders", "stock");
    assertThat(claims.getStringListClaim("groups")).containsExactly("finance", "sales", "user");
    assertThat(claims.getClaims()).doesNotContainKey("claims_omitted");
    assertThat(claims.getStringClaim("upn")).isEqualTo(works.uid() + "/nightly");
  }

  @Test
  void saysTheSameOfAPersonHoweverTheyLogIn() throws ParseException {
    works.addDatasource("ledger");
    works.addRole("finance", "ledger");
    Person bob = works.add("bob");
    admin.patch(bob.path(), Map.of("roles", List.of("finance"))).is(200);
    String key =
        bob.api()
            .post("/api/1/user-key", Map.of("name", "x", "current_password", bob.password()))
            .is(201)
            .text("key");

    for (String credential : List.of(bob.password(), key)) {
      JWTClaimsSet claims = claims(Api.anonymous().logIn(works.name(), "bob", credential));
      assertThat(claims.getStringListClaim("roles")).containsExactly("finance");
      assertThat(claims.getStringListClaim("datasources")).containsExactly("ledger");
      assertThat(claims.getStringListClaim("groups")).containsExactly("finance", "user");
    }
  }

  @Test
  void saysThatThereAreNone() throws ParseException {
    JWTClaimsSet claims = claims(works.addProgram("nightly").logIn());

    assertThat(claims.getStringListClaim("roles")).isEmpty();
    assertThat(claims.getStringListClaim("datasources")).isEmpty();
    assertThat(claims.getStringListClaim("groups")).containsExactly("user");
  }

  @Test
  void hasRoomForAHundredDatasourcesAndSaysWhenThereAreMore() throws ParseException {
    List<String> hundred = names("datasource-", 100);
    hundred.forEach(works::addDatasource);
    works.addRole("finance", hundred.toArray(String[]::new));
    Program nightly = works.addProgram("nightly", "finance");
    assertThat(claims(nightly.logIn()).getStringListClaim("datasources")).isEqualTo(hundred);
    assertThat(claims(nightly.logIn()).getClaims()).doesNotContainKey("claims_omitted");

    works.addDatasource("one-more");
    works.addRole("sales", "one-more", "datasource-100");
    admin.patch(nightly.path(), Map.of("roles", List.of("finance", "sales"))).is(200);

    Reply login = nightly.logIn();
    JWTClaimsSet claims = claims(login);
    assertThat(claims.getClaims()).doesNotContainKey("datasources");
    assertThat(claims.getStringListClaim("claims_omitted")).containsExactly("datasources");
    assertThat(claims.getStringListClaim("roles")).containsExactly("finance", "sales");
    nightly.in(login).get(works.administrator().path()).is(200);
  }

  @Test
  void isAcceptedWithAHundredRolesAndSaysWhenThereAreMore() throws ParseException {
    List<String> hundred = names("role-", 100);
    hundred.forEach(works::addRole);
    Program nightly = works.addProgram("nightly", hundred.toArray(String[]::new));
    Reply login = nightly.logIn();
    assertThat(claims(login).getStringListClaim("roles")).isEqualTo(hundred);
    assertThat(claims(login).getStringListClaim("groups")).containsAll(hundred).contains("user");
    nightly.in(login).get(works.administrator().path()).is(200);

    works.addRole("role-200");
    admin.patch(nightly.path(), Map.of("roles", names("role-", 101))).is(200);

    JWTClaimsSet claims = claims(nightly.logIn());
    assertThat(claims.getClaims()).doesNotContainKey("roles");
    assertThat(claims.getStringListClaim("groups")).containsExactly("user");
    assertThat(claims.getStringListClaim("claims_omitted")).containsExactly("roles");
  }

  @Test
  void saysNothingOfRolesBeforeTheInitialPasswordIsChanged() throws ParseException {
    works.addDatasource("ledger");
    works.addRole("finance", "ledger");
    Person fresh = works.addWithInitialPassword("fresh", false);
    admin.patch(fresh.path(), Map.of("roles", List.of("finance"))).is(200);

    JWTClaimsSet claims = claims(Api.anonymous().logIn(works.name(), "fresh", fresh.password()));

    assertThat(claims.getStringListClaim("roles")).isEmpty();
    assertThat(claims.getStringListClaim("datasources")).isEmpty();
    assertThat(claims.getStringListClaim("groups")).containsExactly("password-change");
  }

  @Test
  void staysAsItWasIssuedWhileTheRolesMoveOn() throws ParseException {
    works.addDatasource("ledger");
    works.addRole("finance", "ledger");
    Program nightly = works.addProgram("nightly", "finance");
    Reply login = nightly.logIn();

    admin.delete("/api/1/role/finance").is(204);

    nightly.in(login).get(works.administrator().path()).is(200);
    assertThat(admin.get(nightly.path()).updated()).containsEntry("roles", List.of());
    assertThat(claims(nightly.logIn()).getStringListClaim("roles")).isEmpty();
    assertThat(claims(nightly.logIn()).getStringListClaim("datasources")).isEmpty();
  }
}
