package org.gatehouse.web.admin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.administration.ManageProviders;
import org.gatehouse.core.provider.AttributeNames;
import org.gatehouse.core.provider.ExternalIdentity;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.Protocol;
import org.gatehouse.core.signon.Arrival;
import org.gatehouse.core.signon.CompleteSignOn;
import org.gatehouse.core.signon.DryRunResult;
import org.gatehouse.core.signon.DryRunSignOn;
import org.gatehouse.core.signon.MappedProfile;
import org.gatehouse.core.signon.SignOnRefusal;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.http.browser.SignOnCookie;
import org.gatehouse.web.SignOnLink;
import org.gatehouse.web.Texts;

/** {@code /admin/sign-on-test}: what an identity provider said when an administrator tried it. */
@Named
@RequestScoped
public class SignOnTestPage {
  @Inject private CurrentCaller caller;
  @Inject private SignOnCookie cookie;
  @Inject private CompleteSignOn completeSignOn;
  @Inject private ManageProviders manageProviders;
  @Inject private DryRunSignOn dryRun;
  @Inject private HttpServletRequest request;
  @Inject private Texts texts;

  private Optional<ExternalIdentity> identity = Optional.empty();
  private Optional<IdentityProvider> provider = Optional.empty();
  private Optional<DryRunResult> foreseen = Optional.empty();

  @PostConstruct
  void find() {
    Optional<Arrival> arrival = completeSignOn.tested(cookie.readArrival(request), caller.get());
    // As it is set up now: whoever changes something sees here what comes of it.
    provider =
        arrival.flatMap(
            found -> manageProviders.find(caller.get(), found.signOn().provider().id()));
    identity =
        arrival.filter(found -> provider.isPresent()).map(found -> found.answer().identity());
    foreseen = identity.map(told -> dryRun.foresee(provider.orElseThrow(), told));
  }

  /** Whether the test has a result to show. */
  public boolean isFound() {
    return foreseen.isPresent();
  }

  /** What the provider is called. */
  public String getProvider() {
    return provider.map(IdentityProvider::name).orElse("");
  }

  /** Where its page is. */
  public String getProviderUrl() {
    return provider.map(known -> IdentityProviderPage.address(known.id())).orElse("");
  }

  /** The address of another test. */
  public String getTestUrl() {
    return provider.map(known -> new SignOnLink(known, "&test=true").getUrl()).orElse("");
  }

  /** Whether the provider is switched off, so that only tests get this far. */
  public boolean isOff() {
    return provider.filter(known -> !known.isEnabled()).isPresent();
  }

  /** The subject that the provider named. */
  public String getSubject() {
    return identity.map(ExternalIdentity::subject).orElse("");
  }

  /** Whether the provider has verified the e-mail address. */
  public boolean isEmailVerified() {
    return identity.filter(ExternalIdentity::emailVerified).isPresent();
  }

  /** The attributes that the provider sent, by name. */
  public List<ToldAttribute> getAttributes() {
    return identity
        .map(
            told ->
                told.attributes().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(
                        entry ->
                            new ToldAttribute(
                                entry.getKey(), entry.getValue(), use(entry.getKey())))
                    .toList())
        .orElse(List.of());
  }

  private String use(String name) {
    AttributeNames names = provider.orElseThrow().attributes();
    return Stream.of(
            Map.entry(subject(names), "provider.subject"),
            Map.entry(names.userName(), "userName.label"),
            Map.entry(names.displayName(), "displayName.label"),
            Map.entry(names.email(), "email.label"),
            Map.entry(names.groups(), "provider.groups"))
        .filter(known -> known.getKey().equals(name))
        .map(known -> texts.get(known.getValue()))
        .collect(Collectors.joining(", "));
  }

  private String subject(AttributeNames names) {
    boolean standard = names.subject().isEmpty();
    return standard && provider.orElseThrow().protocol() == Protocol.OIDC ? "sub" : names.subject();
  }

  /** Whether the person would be let in. */
  public boolean isWelcome() {
    return foreseen.filter(known -> known.refusal().isEmpty()).isPresent();
  }

  /** The outcome of such a login, in a sentence or two. */
  public String getOutcome() {
    DryRunResult known = foreseen.orElseThrow();
    if (known.refusal().isPresent()) {
      return refusal(known.refusal().get());
    }
    return known
        .user()
        .map(user -> texts.get("signOnTest.known", user.displayName(), user.name()))
        .orElseGet(() -> texts.get("signOnTest.added", getUserName()));
  }

  private String refusal(SignOnRefusal why) {
    return texts.get("signOnTest.refused", texts.get("refused." + why.word() + ".title"));
  }

  /** The refusal that the person would read; empty for one who would be let in. */
  public String getRefusalText() {
    return foreseen
        .flatMap(DryRunResult::refusal)
        .map(
            why ->
                texts.get(
                    "refused." + why.word() + ".text", caller.get().workspaceName(), getProvider()))
        .orElse("");
  }

  /** The user that would be logged in; empty for a new one, or nobody. */
  public String getUser() {
    return foreseen.flatMap(DryRunResult::user).map(User::name).orElse("");
  }

  /** The user name; a dash if the provider sent none that is allowed. */
  public String getUserName() {
    return foreseen.flatMap(known -> known.person().userName()).map(UserName::value).orElse("–");
  }

  /** How the person would be called, likewise. */
  public String getDisplayName() {
    return foreseen
        .flatMap(known -> known.person().displayName())
        .map(DisplayName::value)
        .orElse("–");
  }

  /** Where the person would get mail, likewise. */
  public String getEmail() {
    return foreseen.flatMap(known -> known.person().email()).map(EmailAddress::value).orElse("–");
  }

  /** The attributes that couldn't be used, or not whole, in a sentence each. */
  public List<String> getUnfit() {
    return foreseen.map(DryRunResult::person).map(MappedProfile::unfit).orElse(List.of()).stream()
        .map(rule -> texts.get("signOnTest." + rule))
        .toList();
  }

  /** The roles that the person would have. */
  public List<String> getRoles() {
    return foreseen.map(DryRunResult::roles).orElse(List.of());
  }

  /** The groups that give no role here. */
  public List<String> getUnusedGroups() {
    return foreseen.map(DryRunResult::unusedGroups).orElse(List.of());
  }

  /** Whether the groups look like several in one text, though no separator is set. */
  public boolean isPartingMissing() {
    return provider.filter(known -> known.attributes().groupsSeparator().isEmpty()).isPresent()
        && getUnusedGroups().stream().anyMatch(group -> group.matches("(?s).+[,;|].+"));
  }

  /**
   * An attribute with what it says.
   *
   * @param use what Gatehouse uses it for; empty for nothing
   */
  public record ToldAttribute(String name, List<String> values, String use) {}
}
