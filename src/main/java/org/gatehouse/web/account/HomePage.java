package org.gatehouse.web.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.core.account.OwnDemands;
import org.gatehouse.core.account.OwnDemands.Grace;
import org.gatehouse.core.administration.ReadAudit;
import org.gatehouse.core.credential.SecondFactor;
import org.gatehouse.core.oauth.client.OfferedClients;
import org.gatehouse.core.user.User;
import org.gatehouse.http.filter.SecurityHeaders;
import org.gatehouse.web.AuditRow;
import org.gatehouse.web.Browser;
import org.gatehouse.web.Texts;

/** {@code /}: who am I, and where to go from here. */
@Named
@RequestScoped
public class HomePage {
  private static final int MOST_SITES = 10;
  private static final int RECENT = 3;

  @Inject private OwnAccount account;
  @Inject private OfferedClients offeredClients;
  @Inject private SecondFactor secondFactor;
  @Inject private OwnDemands ownDemands;
  @Inject private ReadAudit readAudit;
  @Inject private Texts texts;
  @Inject private Browser browser;

  private List<StartLink> applications = List.of();
  private List<AuditRow> recent = List.of();
  private boolean secondFactorOn;
  private Optional<User> user = Optional.empty();
  private Optional<Grace> grace = Optional.empty();

  /** Finds what the page shows, and lets it show the pictures of applications. */
  public void prepare() {
    // Once: the page asks again and again.
    secondFactorOn = secondFactor.isOn(account.caller().userId());
    user = account.user();
    grace = user.flatMap(found -> ownDemands.grace(account.caller(), found));
    recent =
        readAudit.own(account.caller(), Optional.empty(), RECENT).entries().stream()
            .map(entry -> new AuditRow(entry, texts))
            .toList();
    Set<String> sites = new HashSet<>();
    applications =
        offeredClients.to(account.caller()).stream()
            .map(client -> StartLink.to(client.metadata()))
            .map(
                link ->
                    link.logo().filter(logo -> !letShow(logo, sites)).isPresent()
                        ? link.withoutLogo()
                        : link)
            .toList();
  }

  /** Each site is a part of a header, and servers send no header that is too long. */
  private boolean letShow(URI logo, Set<String> sites) {
    String site = logo.getScheme() + "://" + logo.getRawAuthority();
    if (sites.contains(site)) {
      return true;
    }
    if (sites.size() == MOST_SITES) {
      return false;
    }
    sites.add(site);
    SecurityHeaders.letShow(browser.response(), logo);
    return true;
  }

  /** The applications that the person may use, by name. */
  public List<StartLink> getApplications() {
    return applications;
  }

  /** What happened to the account last, the newest first. */
  public List<AuditRow> getRecent() {
    return recent;
  }

  /** Whether the person logs in with a second factor, or a passkey. */
  public boolean isSecondFactor() {
    return secondFactorOn;
  }

  /** What the person has to set up, and until when; empty if nothing. */
  public String getGraceText() {
    return grace
        .map(
            left ->
                texts.get(
                    left.passkey() ? "home.passkeyGrace" : "home.secondFactorGrace",
                    texts.moment(Optional.of(left.until())).text()))
        .orElse("");
  }

  /** Whether that has to be a passkey. */
  public boolean isPasskeyGrace() {
    return grace.filter(Grace::passkey).isPresent();
  }

  /** Where the person gets mail. */
  public String getEmail() {
    return user.map(User::email).orElse("");
  }

  /** What the person may do, in a word or two. */
  public String getRoleText() {
    return account.roleText();
  }
}
