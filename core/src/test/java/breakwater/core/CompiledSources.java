package breakwater.core;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Source text, compiled into a folder of its own: what a rule must find, beside the rule and out of the build's way. */
final class CompiledSources {
    private final List<JavaFileObject> sources = new ArrayList<>();

    CompiledSources add(final String className, final String text) {
        sources.add(
                new SimpleJavaFileObject(
                        URI.create("string:///" + className.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(final boolean ignoreEncodingErrors) {
                        return text;
                    }
                });
        return this;
    }

    /** Compiles everything into {@code folder} and reads it for ArchUnit. */
    JavaClasses compileInto(final Path folder) throws IOException {
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        final DiagnosticCollector<JavaFileObject> findings = new DiagnosticCollector<>();
        final String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        final List<String> options = List.of("-proc:none", "-nowarn", "-d", folder.toString(), "-classpath", classPath);
        Files.createDirectories(folder);
        if (!compiler.getTask(null, null, findings, options, null, sources).call()) {
            throw new IllegalStateException("fixtures do not compile: " + findings.getDiagnostics());
        }
        return new ClassFileImporter().importPath(folder);
    }
}
