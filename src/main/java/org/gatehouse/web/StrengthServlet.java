package org.gatehouse.web;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.gatehouse.core.account.UserPasswordPolicy;
import org.gatehouse.core.credential.password.Password;
import org.gatehouse.core.credential.password.PasswordJudgement;
import org.gatehouse.core.credential.password.PasswordOwner;
import org.gatehouse.core.credential.password.PasswordPolicy;
import org.gatehouse.core.policy.RecentPolicies;
import org.gatehouse.core.refusal.InvalidInput;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.text.Json;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.gatehouse.http.CurrentCaller;

/**
 * {@code /password-strength}: what the policy thinks of a password that is still being typed. Only
 * the form of a page of ours gets in (by the form token), nothing is kept, and when too many ask at
 * once the page does without.
 */
public class StrengthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST_NAME = 256;

  /** Permits for judgements at the same time: each keeps a core busy for milliseconds. */
  private final transient Semaphore running =
      new Semaphore(2 * Runtime.getRuntime().availableProcessors());

  @Inject private transient PasswordPolicy policy;
  @Inject private transient UserPasswordPolicy userPolicy;
  @Inject private transient RecentPolicies policies;
  @Inject private transient CurrentCaller caller;
  @Inject private transient Texts texts;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    if (!running.tryAcquire()) {
      response.setHeader("Retry-After", "1");
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    PasswordJudgement judgement;
    try {
      Password password =
          new Password(Objects.requireNonNullElse(request.getParameter("password"), ""));
      judgement = judge(password, request);
    } finally {
      running.release();
    }
    String reply =
        Json.createObjectBuilder()
            .add("score", judgement.score())
            .add("word", texts.get("strength." + judgement.score()))
            .add("advice", judgement.refusal().map(this::advice).orElse(""))
            .build()
            .toString();
    response.setContentType("application/json");
    response.getOutputStream().write(reply.getBytes(StandardCharsets.UTF_8));
  }

  private String advice(InvalidInput refusal) {
    return texts.get(refusal);
  }

  /** The judgement for the user who is logged in, or whom the form names. */
  private PasswordJudgement judge(Password password, HttpServletRequest request) {
    Optional<Caller> who = caller.find();
    return who.isPresent() && request.getParameter("userName") == null
        ? userPolicy.judge(who.get(), password)
        : policy.judge(password, typedOwner(who, request));
  }

  private PasswordOwner typedOwner(Optional<Caller> who, HttpServletRequest request) {
    String workspace = who.map(Caller::workspaceName).orElse(name(request, "workspaceName"));
    PasswordOwner typed =
        PasswordOwner.newcomer(
            // The link of a mail has filled in uid/user.
            name(request, "userName").replaceFirst("^.*/", ""),
            workspace,
            who.map(Caller::workspaceUid).orElseGet(() -> uid(workspace)),
            name(request, "email"),
            name(request, "displayName"));
    // Only advice: whoever lies about it is told the truth when the form is sent.
    boolean secondFactor = "true".equals(request.getParameter("secondFactor"));
    return typed
        .with(secondFactor)
        .atLeast(who.map(Caller::workspaceId).map(policies::passwordMinimum).orElse(0));
  }

  private static String uid(String workspace) {
    try {
      return WorkspaceUid.from(new WorkspaceName(workspace)).value();
    } catch (InvalidInput e) {
      return "";
    }
  }

  private static String name(HttpServletRequest request, String parameter) {
    String typed = Objects.requireNonNullElse(request.getParameter(parameter), "");
    return typed.substring(0, Math.min(typed.length(), LONGEST_NAME));
  }
}
