package org.gatehouse.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatehouse.core.secret.RandomToken;

/** The version of style sheet and scripts, for their addresses: another text, another version. */
@ApplicationScoped
public class Assets {
  private static final int CHARACTERS = 8;

  @Inject private ServletContext context;
  private String version = "";

  /** Eight hex digits. */
  public synchronized String version() {
    if (version.isEmpty()) {
      StringBuilder all = new StringBuilder();
      for (String file : List.of("gatehouse.css", "gatehouse.js", "api-docs.js", "logo.svg")) {
        all.append(read("/resources/gatehouse/" + file));
      }
      version = RandomToken.hash(all.toString()).substring(0, CHARACTERS);
    }
    return version;
  }

  private String read(String path) {
    try (InputStream in = context.getResourceAsStream(path)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
