package org.gatehouse.core.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.limit.Limit;
import org.gatehouse.core.limit.Limits;
import org.gatehouse.core.oauth.client.KnownClient;
import org.gatehouse.core.oauth.client.OAuthError;
import org.gatehouse.core.oauth.client.OAuthRefusal;
import org.gatehouse.core.oauth.grant.Grant;
import org.gatehouse.core.oauth.issuer.Issuer;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.session.Client;

/** Tells the audit log what came of authorization requests, those of devices among them. */
@Singleton
public class AuthorizationAudit {
  /** Anybody can send requests that are refused, and each would be a row. */
  private static final Limit REFUSALS =
      new Limit("authorization-refusal", 100, Duration.ofMinutes(1));

  /** A device that doesn't understand a refusal asks on, every few seconds, for good. */
  private static final Limit DEVICE_REFUSALS = new Limit("device-refusal", 20, Duration.ofHours(1));

  private static final int LONGEST_ADDRESS = 300;

  private final Audit audit;
  private final Limits limits;

  @Inject
  AuthorizationAudit(Audit audit, Limits limits) {
    this.audit = audit;
    this.limits = limits;
  }

  /** A client has got a code. */
  void authorized(Caller caller, KnownClient client, Set<String> scopes) {
    audit.record(
        caller
            .audited(AuditType.AUTHORIZATION, "ok")
            .detail(client.clientId() + " " + String.join(" ", new TreeSet<>(scopes))));
  }

  /**
   * A request was refused.
   *
   * @param caller who is logged in
   * @param client whose request it was, if that is known
   * @param reason why, in a word
   * @param from who has sent it
   */
  public void refused(
      Issuer issuer,
      Optional<Caller> caller,
      Optional<KnownClient> client,
      String reason,
      Client from) {
    refused(issuer, caller, client, reason, List.of(), from);
  }

  /**
   * The same about where it wanted to be answered.
   *
   * @param addresses anything
   */
  public void refused(
      Issuer issuer,
      Optional<Caller> caller,
      Optional<KnownClient> client,
      String reason,
      List<String> addresses,
      Client from) {
    if (!limits.tryTake(REFUSALS, from.network())) {
      return;
    }
    AuditEntry entry =
        caller
            .map(known -> known.audited(AuditType.AUTHORIZATION, reason))
            .orElseGet(() -> issuer.owner().audited(from, AuditType.AUTHORIZATION, reason));
    Stream<String> names = client.map(KnownClient::clientId).stream();
    audit.record(
        entry.detail(
            Stream.concat(names, addresses.stream().map(AuthorizationAudit::shown))
                .collect(Collectors.joining(" "))));
  }

  /** As much of an address as says which it is: a query may hold what is nobody's business. */
  private static String shown(String address) {
    return address
        .substring(0, Math.min(address.length(), LONGEST_ADDRESS))
        .replaceAll("[^\\x21-\\x7e]", "_")
        .replaceFirst("([?#]).+", "$1...");
  }

  /**
   * A request to an endpoint of clients was refused for what stands in it.
   *
   * @param clientId whose request it was, if that is proven
   * @param from where that is
   */
  public void refusedRequest(
      Issuer issuer, Optional<String> clientId, OAuthError error, Client from) {
    if (limits.tryTake(REFUSALS, from.network())) {
      audit.record(
          issuer
              .owner()
              .audited(from, AuditType.CLIENT_REQUEST, word(error))
              .detail(clientId.orElse("")));
    }
  }

  /**
   * A device showed a code that is good for nothing.
   *
   * @param client which client it runs
   * @param reason why, in a word
   * @param from where it is
   */
  void refusedDevice(Issuer issuer, KnownClient client, String reason, Client from) {
    if (limits.tryTake(DEVICE_REFUSALS, from.network())) {
      audit.record(noTokens(issuer, client, reason, from));
    }
  }

  /**
   * Looks whether a client may ask so at all, and notes if not.
   *
   * @param check looks
   * @throws OAuthRefusal as the check does
   */
  void check(TokenRequest asked, Runnable check) {
    try {
      check.run();
    } catch (OAuthRefusal e) {
      refusedTokens(
          asked.issuer(), asked.client(), Optional.empty(), word(e.error()), asked.from());
      throw e;
    }
  }

  /**
   * A client got no tokens for what it showed.
   *
   * @param grant what that belongs to; nothing if it is made up
   * @param reason why, in a word
   * @param from where the client is
   */
  void refusedTokens(
      Issuer issuer, KnownClient client, Optional<Grant> grant, String reason, Client from) {
    String bucket = grant.map(known -> known.id().toString()).orElseGet(from::network);
    if (!limits.tryTake(REFUSALS, bucket)) {
      return;
    }
    AuditEntry entry = noTokens(issuer, client, reason, from);
    audit.record(grant.map(known -> entry.in(known.sessionId())).orElse(entry));
  }

  private static AuditEntry noTokens(
      Issuer issuer, KnownClient client, String reason, Client from) {
    return issuer.owner().audited(from, AuditType.TOKEN_GRANT, reason).detail(client.clientId());
  }

  /**
   * A client wanted people to be somewhere after their logout where it may not send them.
   *
   * @param from who has brought the request
   */
  void refusedLogoutAddress(Issuer issuer, Optional<KnownClient> client, Client from) {
    if (limits.tryTake(REFUSALS, from.network())) {
      audit.record(
          naming(client, issuer.owner().audited(from, AuditType.LOGOUT, "unknown-address")));
    }
  }

  /** Somebody has ended a login at a client, by what the browser has of it. */
  public void loggedOut(Issuer issuer, KnownClient client, Grant grant, Client from) {
    audit.record(
        issuer
            .owner()
            .audited(from, AuditType.LOGOUT, "application")
            .detail(client.clientId())
            .in(grant.sessionId()));
  }

  private static AuditEntry naming(Optional<KnownClient> client, AuditEntry entry) {
    return client.map(known -> entry.detail(known.clientId())).orElse(entry);
  }

  /** The word for a refusal that goes back to the client. */
  public static String word(OAuthError error) {
    return error.code().replace('_', '-');
  }
}
