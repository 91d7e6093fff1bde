package org.gatehouse.web;

import jakarta.faces.application.ResourceHandler;
import jakarta.faces.application.ResourceHandlerWrapper;
import jakarta.faces.application.ViewResource;
import jakarta.faces.context.FacesContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where in the WAR the pages and their parts are. Mojarra looks for each of them at every
 * request, in the language of the reader first, and asks our texts for a word that isn't there: an
 * exception each time. Registered in {@code faces-config.xml}.
 */
public class PageSources extends ResourceHandlerWrapper {
  private final Map<String, ViewResource> known = new ConcurrentHashMap<>();

  /**
   * @param wrapped knows all else
   */
  public PageSources(ResourceHandler wrapped) {
    super(wrapped);
  }

  @Override
  public @Nullable ViewResource createViewResource(FacesContext context, String path) {
    ViewResource found = known.get(path);
    return found != null
        ? found
        : known.computeIfAbsent(path, missing -> super.createViewResource(context, missing));
  }
}
