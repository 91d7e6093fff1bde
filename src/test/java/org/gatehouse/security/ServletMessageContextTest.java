package org.gatehouse.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import org.junit.jupiter.api.Test;

/** What the container is told; that it listens is for the tests of the deployed WAR. */
class ServletMessageContextTest {
  private final Message message = new Message();
  private final Subject subject = new Subject();
  private final List<Callback> told = new ArrayList<>();
  private final ServletMessageContext context =
      new ServletMessageContext(message, subject, callbacks -> told.addAll(List.of(callbacks)));

  @Test
  void takesWhatTheContainerSaysToBeProtected() {
    assertThat(context.isProtected()).isFalse();
    message.map.put("jakarta.security.auth.message.MessagePolicy.isMandatory", "true");
    assertThat(context.isProtected()).isTrue();
  }

  @Test
  void tellsTheContainerWhoItIsAndWhichGroups() {
    var kevin = new CallerPrincipal("kevin");
    assertThat(context.notifyContainerAboutLogin(kevin, Set.of("user")))
        .isEqualTo(AuthenticationStatus.SUCCESS);
    assertThat(told).hasSize(2);
    assertThat(((CallerPrincipalCallback) told.get(0)).getPrincipal()).isSameAs(kevin);
    assertThat(((CallerPrincipalCallback) told.get(0)).getSubject()).isSameAs(subject);
    assertThat(((GroupPrincipalCallback) told.get(1)).getGroups()).containsExactly("user");
    assertThat(context.getCallerPrincipal()).isSameAs(kevin);
  }

  @Test
  void tellsTheContainerThatItIsNobody() {
    assertThat(context.doNothing()).isEqualTo(AuthenticationStatus.NOT_DONE);
    assertThat(told).hasSize(1);
    assertThat(((CallerPrincipalCallback) told.get(0)).getPrincipal()).isNull();
    assertThat(((CallerPrincipalCallback) told.get(0)).getName()).isNull();
  }

  @Test
  void tellsTheContainerNothingOfAResultThatIsNotValid() {
    assertThat(context.notifyContainerAboutLogin(CredentialValidationResult.INVALID_RESULT))
        .isEqualTo(AuthenticationStatus.SEND_FAILURE);
    assertThat(told).isEmpty();
    assertThat(context.getCallerPrincipal()).isNull();
  }

  private static final class Message implements MessageInfo {
    private final Map<String, Object> map = new HashMap<>();

    @Override
    public Object getRequestMessage() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object getResponseMessage() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setRequestMessage(Object request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setResponseMessage(Object response) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> getMap() {
      return map;
    }
  }
}
