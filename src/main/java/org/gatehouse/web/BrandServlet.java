package org.gatehouse.web;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.core.branding.Brandings;
import org.gatehouse.http.ReadOnlyServlet;
import org.gatehouse.http.Requests;

/**
 * {@code /brand/}: pictures of workspaces by the hash of what they are, and style sheets by the two
 * colours that stand in them. An address says nothing of whose it is, and is never another.
 */
public class BrandServlet extends ReadOnlyServlet {
  private static final long serialVersionUID = 1L;

  private static final Pattern PICTURE = Pattern.compile("/brand/([0-9a-f]{64})\\.png");
  private static final Pattern COLORS = Pattern.compile("/brand/([0-9a-f]{6})-([0-9a-f]{6})\\.css");

  @Inject private transient Brandings brandings;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = Requests.path(request);
    Matcher picture = PICTURE.matcher(path);
    Matcher colors = COLORS.matcher(path);
    Optional<byte[]> image =
        picture.matches() ? brandings.image(picture.group(1)) : Optional.empty();
    if (image.isPresent()) {
      send(response, "image/png", image.get());
    } else if (colors.matches()) {
      String sheet = sheet(colors.group(1), colors.group(2));
      send(response, "text/css;charset=UTF-8", sheet.getBytes(StandardCharsets.UTF_8));
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** What is under the pointer is nearer to the letters around it, in the light and in the dark. */
  private static String sheet(String light, String dark) {
    return ":root { --accent: light-dark(#"
        + light
        + ", #"
        + dark
        + "); --over: color-mix(in srgb, var(--accent) 80%, var(--ink)); }\n";
  }

  private static void send(HttpServletResponse response, String type, byte[] body)
      throws IOException {
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
