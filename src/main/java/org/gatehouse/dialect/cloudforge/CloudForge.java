package org.gatehouse.dialect.cloudforge;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.credential.Credential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.http.CredentialReader;
import org.gatehouse.http.Dialect;
import org.gatehouse.http.ErrorShape;
import org.gatehouse.http.Requests;
import org.gatehouse.security.AuthorizationHeader;
import org.gatehouse.security.LoginCredential;

/**
 * CloudForge's API: credentials in every request, JSON or XML. It shares {@code /api/1} with
 * another.
 */
@Singleton
public class CloudForge implements Dialect {
  /** Its resources, and what reads the parameters before them. */
  public static final Set<Class<?>> RESOURCES =
      Set.of(
          LoginResource.class,
          LogoutResource.class,
          OrganizationResource.class,
          AvailabilityResource.class,
          UserResource.class,
          ParametersFilter.class);

  /** What may stand behind a path: the format in which the client wants the answer. */
  static final String EXTENSION = "{extension:(\\.json|\\.xml)?}";

  private static final Set<String> PREFIXES =
      Stream.of("login", "logout", "organizations", "users")
          .map("/api/1/"::concat)
          .flatMap(path -> Stream.of(path, path + "."))
          .collect(Collectors.toUnmodifiableSet());

  private final DeveloperGate developers;
  private final List<CredentialReader> readers;

  /** The dialect, as CDI makes it. */
  @Inject
  public CloudForge(Requests requests, DeveloperGate developers) {
    this.developers = developers;
    this.readers = List.of(new BasicReader(requests), new ParametersReader(requests));
  }

  @Override
  public String name() {
    return "cloudforge";
  }

  @Override
  public Set<String> prefixes() {
    return PREFIXES;
  }

  @Override
  public ErrorShape errors(HttpServletRequest request, String path) {
    return Format.of(path, request) == Format.XML ? Errors.XML : Errors.JSON;
  }

  @Override
  public List<CredentialReader> credentialReaders(HttpServletRequest request) {
    return readers;
  }

  /**
   * Whoever sends a name and a secret among the parameters says with which application, too, unless
   * a session goes on. HTTP Basic is for tools that can't.
   */
  @Override
  public boolean admits(
      HttpServletRequest request, List<Credential> credentials, BooleanSupplier hasSession) {
    long names = credentials.stream().filter(LoginCredential.class::isInstance).count();
    boolean onlyBasic =
        names == 1 && AuthorizationHeader.of(request, "Authorization", "Basic").isPresent();
    return switch (developers.judge(request)) {
      case RIGHT -> true;
      case WRONG -> false;
      case NONE -> names == 0 || onlyBasic || hasSession.getAsBoolean();
    };
  }

  @Override
  public boolean hasSecretParameters() {
    return true;
  }
}
