import com.adobe.epubcheck.tool.EpubChecker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** epubcheck for many books in one JVM: of each a line “BOOK <exit status> <path>”, then what it said. */
class CheckBooks {
  public static void main(String[] books) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String book : books) {
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream kept = new PrintStream(said, true, StandardCharsets.UTF_8);
      System.setOut(kept);
      System.setErr(kept);
      int status = new EpubChecker().run(new String[] {book});
      out.println("BOOK " + status + " " + book);
      out.print(said.toString(StandardCharsets.UTF_8));
      out.println();
    }
  }
}
