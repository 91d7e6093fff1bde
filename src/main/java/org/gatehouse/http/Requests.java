package org.gatehouse.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.net.AddressRange;
import org.gatehouse.core.net.IpAddress;
import org.gatehouse.core.net.Loopback;
import org.gatehouse.core.provider.ReturnAddresses;
import org.gatehouse.core.session.Client;
import org.gatehouse.core.settings.Settings;
import org.jspecify.annotations.Nullable;

/** What the core wants to know of a request, whatever it is for. */
@Singleton
public class Requests {
  private static final List<String> FORWARDED_BY_A_PROXY =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

  private static final Pattern COMMAS = Pattern.compile(",");

  private final URI publicUrl;
  private final String publicHost;
  private final boolean forThisMachineOnly;
  private final List<AddressRange> trustedProxies;
  private final Cookies cookies;
  private final Map<String, String> workspaceOfHost;

  @Inject
  Requests(Settings settings, Cookies cookies) {
    this.trustedProxies = settings.trustedProxies();
    this.cookies = cookies;
    this.publicUrl = settings.publicUrl();
    this.publicHost = bare(publicUrl.getHost());
    this.forThisMachineOnly = Loopback.isNamedBy(publicUrl.getHost());
    this.workspaceOfHost = settings.workspaces().ofHost();
  }

  /**
   * The path below the context root, as it was sent but for the parameters of its segments ({@code
   * ;a=b}), which make no difference to servers either.
   */
  public static String path(HttpServletRequest request) {
    return path(request, request.getRequestURI());
  }

  /** The path of an address of ours, in the same way. */
  static String path(HttpServletRequest request, String uri) {
    String context = request.getContextPath();
    String path = uri.startsWith(context) ? uri.substring(context.length()) : uri;
    return path.indexOf(';') < 0 ? path : PARAMETERS.matcher(path).replaceAll("");
  }

  /**
   * An address of ours as others know it.
   *
   * @param path from the root of the server
   */
  public String address(String path) {
    return publicUrl + path;
  }

  /** The program at the other end. */
  public Client client(HttpServletRequest request) {
    return new Client(
        text(request.getHeader("User-Agent")),
        address(request),
        languages(request),
        cookies.read(request, DeviceCookie.NAME),
        id(request));
  }

  /** What was chosen in the browser, and then what it asks for: a language priority list. */
  private String languages(HttpServletRequest request) {
    return Stream.of(
            PreferenceCookies.language(request, cookies).orElse(""),
            text(request.getHeader("Accept-Language")))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(","));
  }

  /**
   * By what name logs tell of this request: that of a trusted proxy, which has it in its own log,
   * or one of ours. What anybody else sends could be that of another request.
   */
  public String id(HttpServletRequest request) {
    if (isTrusted(text(request.getRemoteAddr()))) {
      RequestId.take(request);
    }
    return RequestId.of(request);
  }

  /**
   * The network address of the client: the one that the connection comes from, or, as far as
   * trusted proxies tell, the one before them. Whatever else stands in {@code X-Forwarded-For}
   * anybody can have written.
   */
  private String address(HttpServletRequest request) {
    String seen = text(request.getRemoteAddr());
    // Never empty: what comes over a network must have an address for which failures count.
    String nearest = seen.isEmpty() ? "unknown" : seen;
    if (!isTrusted(nearest)) {
      return nearest;
    }
    List<String> hops =
        Collections.list(request.getHeaders("X-Forwarded-For")).stream()
            .flatMap(COMMAS::splitAsStream)
            .toList();
    String known = nearest;
    for (int i = hops.size() - 1; i >= 0; i--) {
      Optional<IpAddress> hop = IpAddress.parse(withoutPort(hops.get(i).strip()));
      if (hop.isEmpty()) {
        return nearest;
      }
      known = hop.get().toString();
      if (!isTrusted(known)) {
        return known;
      }
    }
    return known;
  }

  private boolean isTrusted(String address) {
    return !trustedProxies.isEmpty()
        && IpAddress.parse(address)
            .filter(known -> trustedProxies.stream().anyMatch(range -> range.contains(known)))
            .isPresent();
  }

  /** Some proxies add a port: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}. */
  private static String withoutPort(String hop) {
    return hop.replaceFirst("^\\[([^\\]]*)](:\\d+)?$", "$1").replaceFirst("^([0-9.]+):\\d+$", "$1");
  }

  /** The workspace that the request names beside its body, by header, query parameter or host. */
  public Optional<String> workspace(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("X-Workspace"))
        .or(() -> QueryString.first(request.getQueryString(), "workspace"))
        .filter(name -> !name.isBlank())
        .or(() -> Optional.ofNullable(workspaceOfHost.get(host(request))));
  }

  /**
   * Whether the person sits at the server itself: the connection comes from this machine, was
   * addressed to it, and no proxy stands between.
   */
  public boolean isAtTheMachine(HttpServletRequest request) {
    return !isForwarded(request)
        && Stream.of(publicUrl.getHost(), request.getServerName(), request.getRemoteAddr())
            .allMatch(host -> Loopback.isNamedBy(text(host)));
  }

  /**
   * Whether the client's address is one of these. What a proxy hands on that isn't trusted comes
   * from nobody knows where.
   */
  public boolean isFrom(HttpServletRequest request, List<AddressRange> ranges) {
    return (!isForwarded(request) || isTrusted(text(request.getRemoteAddr())))
        && IpAddress.parse(address(request))
            .filter(known -> ranges.stream().anyMatch(range -> range.contains(known)))
            .isPresent();
  }

  private static boolean isForwarded(HttpServletRequest request) {
    return FORWARDED_BY_A_PROXY.stream().map(request::getHeader).anyMatch(Objects::nonNull);
  }

  /**
   * Whether the request was addressed to this installation. One that is reached by plain http is
   * for this machine only, and no other name may stand for it (DNS rebinding); any other by its
   * public host, the hosts of workspaces, and on this machine itself. What a trusted proxy makes of
   * the {@code Host} header is its own affair, and in HTTP/1.0 there needn't be one.
   */
  public boolean isAddressedToUs(HttpServletRequest request) {
    String host = host(request);
    if (Loopback.isNamedBy(host)) {
      return true;
    }
    return !forThisMachineOnly
        && (host.equals(publicHost)
            || workspaceOfHost.containsKey(host)
            || request.getHeader("Host") == null
            || isTrusted(text(request.getRemoteAddr())));
  }

  /**
   * Whether a browser says that this request comes from a page of ours, or no browser says
   * anything.
   */
  public boolean isSameOrigin(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    String origin = request.getHeader("Origin");
    return origin == null
        || origin.equals(publicUrl.toString())
        || origin.equals(request.getScheme() + "://" + request.getHeader("Host"));
  }

  /**
   * The same, but not if a browser says that somebody opened a link outside of it, in a mail for
   * example.
   */
  public boolean isFromOurPages(HttpServletRequest request) {
    return isSameOrigin(request) && !"none".equals(request.getHeader("Sec-Fetch-Site"));
  }

  /**
   * The page of ours from which a browser says that it comes (RFC 9110, 10.1.3): a path from the
   * root of the server, and perhaps a query.
   */
  public Optional<String> pageBefore(HttpServletRequest request) {
    String referer = text(request.getHeader("Referer"));
    return Stream.of(publicUrl.toString(), request.getScheme() + "://" + request.getHeader("Host"))
        .filter(origin -> referer.startsWith(origin + "/"))
        .map(origin -> referer.substring(origin.length()))
        .filter(ReturnAddresses::isLocal)
        .findFirst();
  }

  /**
   * Whether a browser says that a page of another site has made it come, by a link for example.
   * Other hosts of the same domain are no other site.
   */
  public boolean isCrossSite(HttpServletRequest request) {
    return "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
  }

  private static String host(HttpServletRequest request) {
    try {
      return bare(text(request.getServerName()));
    } catch (IndexOutOfBoundsException e) {
      // Undertow 2.4, of a bracket that nothing closes.
      return "";
    }
  }

  /** A name in lower case, without the dot that may end it (RFC 1034, 3.1). */
  private static String bare(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static String text(@Nullable String header) {
    return Objects.requireNonNullElse(header, "");
  }
}
