package com.example.both;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The few lines of HTML around what a page says. */
final class Page {
  private Page() {}

  static void write(HttpServletResponse response, String body) throws IOException {
    response.setContentType("text/html; charset=UTF-8");
    // Else the back button shows it after a logout.
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().write("<!DOCTYPE html><html lang=en><title>web-and-api</title>" + body);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
