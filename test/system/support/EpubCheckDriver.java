import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.FeatureEnum;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Reads paths of books from standard input, a line each, and answers each with a line of JSON: EPUBCheck in one warm JVM. */
public class EpubCheckDriver {
  public static void main(String[] arguments) throws Exception {
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    System.setOut(nowhere);
    System.setErr(nowhere);
    BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String path = paths.readLine(); path != null; path = paths.readLine()) {
      Collector collector = new Collector();
      String crash = "";
      try {
        new EpubCheck(new File(path), collector).doValidate();
      } catch (Throwable thrown) {
        crash = thrown.toString();
      }
      answers.println("{\"path\":" + quote(path) + ",\"crash\":" + quote(crash) + ",\"messages\":[" + collector.found + "]}");
    }
  }

  private static class Collector extends MasterReport {
    final StringJoiner found = new StringJoiner(",");

    @Override
    public void message(Message message, EPUBLocation location, Object... values) {
      if (message.getSeverity() == Severity.SUPPRESSED) return;
      found.add("{\"id\":" + quote(message.getID().toString()) + ",\"severity\":" + quote(message.getSeverity().toString())
          + ",\"message\":" + quote(message.getMessage(values)) + ",\"path\":" + quote(String.valueOf(location.getPath()))
          + ",\"line\":" + location.getLine() + ",\"column\":" + location.getColumn() + "}");
    }

    @Override
    public void info(String resource, FeatureEnum feature, String value) {}

    @Override
    public int generate() {
      return 0;
    }

    @Override
    public void initialize() {}
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char letter : text.toCharArray()) {
      if (letter == '"' || letter == '\\') quoted.append('\\').append(letter);
      else if (letter < ' ') quoted.append(String.format("\\u%04x", (int) letter));
      else quoted.append(letter);
    }
    return quoted.append('"').toString();
  }
}
