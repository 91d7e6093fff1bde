package org.gatehouse.core.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups are read as the provider tells them: each as a value, or all in one text. */
class GroupsTest {
  private final Workspace workspace =
      new Workspace(new WorkspaceName("CorpInc"), new WorkspaceUid("corpinc"), Instant.EPOCH);

  private IdentityProvider provider(String separator) {
    ProviderDetails details =
        new ProviderDetails(
            new ProviderName("Corp"),
            true,
            false,
            new OidcConnection(URI.create("https://id.example"), "id", Optional.empty(), ""),
            new AttributeNames("", "name", "", "mail", "groups", separator),
            new Provisioning(false, false, List.of(), List.of(new GroupRole("staff", "writer"))));
    Role writer = new Role(workspace.id(), new AccessName("writer"), new Description(""));
    return new IdentityProvider(workspace, details, name -> writer, Instant.EPOCH);
  }

  private List<String> groups(String separator, String... told) {
    IdentityProvider provider = provider(separator);
    return provider.groupsOf(
        new ExternalIdentity(
            provider.id(), "4711", Map.of("groups", List.of(told), "else", List.of("x")), true));
  }

  @Test
  void areValuesOfTheirOwn() {
    assertThat(groups("", "staff", " others ", "", "staff")).containsExactly("staff", "others");
    assertThat(groups("", "CN=staff,OU=a;b")).containsExactly("CN=staff,OU=a;b");
    assertThat(groups("")).isEmpty();
  }

  @Test
  void areOneTextWithSomethingBetweenThem() {
    assertThat(groups(",", "staff, others,,", "more")).containsExactly("staff", "others", "more");
    assertThat(groups(";", "CN=staff,OU=a;CN=b")).containsExactly("CN=staff,OU=a", "CN=b");
    assertThat(groups("|", "a|b|")).containsExactly("a", "b");
    assertThat(groups(" ; ", "a;b")).containsExactly("a", "b");
    assertThat(groups("  ", "a b  c")).containsExactly("a", "b", "c");
  }

  @Test
  void thatMeanNothingAreKnown() {
    assertThat(provider(";").meaningNothing(List.of("staff", "others"))).containsExactly("others");
  }

  @ParameterizedTest
  @ValueSource(strings = {"and", "1", ",\u0000", ",,,,,,,,,"})
  void arePartedBySignsAlone(String separator) {
    assertThatThrownBy(() -> new AttributeNames("", "", "", "", "groups", separator))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> assertThat(e.rule()).isEqualTo(ProviderRule.GROUPS_SEPARATOR_INVALID));
  }
}
