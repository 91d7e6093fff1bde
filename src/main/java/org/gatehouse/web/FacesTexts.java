package org.gatehouse.web;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.ResourceBundle;
import org.gatehouse.http.browser.PageTexts;
import org.jspecify.annotations.Nullable;

/**
 * The texts as Faces asks for them: one bundle for all languages, which answers in that of the page
 * under way. Bundles of their own would be in the WAR, where no operator can add one. Registered in
 * {@code faces-config.xml}.
 */
public class FacesTexts extends ResourceBundle {
  private final PageTexts texts = CDI.current().select(PageTexts.class).get();

  @Override
  protected @Nullable Object handleGetObject(String key) {
    return texts.find(language(), key).orElse(null);
  }

  private static Locale language() {
    UIViewRoot page = FacesContext.getCurrentInstance().getViewRoot();
    return page == null ? Locale.ENGLISH : page.getLocale();
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(texts.keys());
  }
}
