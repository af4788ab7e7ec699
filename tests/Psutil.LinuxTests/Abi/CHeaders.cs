using System.Text;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests.Abi;

/// <summary>What this machine's C headers say.</summary>
internal static class CHeaders
{
    /// <summary>The values of C expressions such as <c>sizeof(struct statvfs)</c>, by their text. The test is skipped if there is no compiler.</summary>
    /// <param name="includes">The lines before them, such as <c>#include &lt;sys/statvfs.h&gt;</c>.</param>
    /// <param name="expressions">The expressions.</param>
    public static IReadOnlyDictionary<string, long> Evaluate(string includes, params string[] expressions)
    {
        StringBuilder source = new();
        source.AppendLine("#define _GNU_SOURCE").AppendLine("#include <stddef.h>").AppendLine("#include <stdio.h>").AppendLine(includes).AppendLine("int main(void) {");
        foreach (string expression in expressions)
        {
            source.AppendLine(CultureInfo.InvariantCulture, $"printf(\"%lld\\n\", (long long)({expression}));");
        }

        source.AppendLine("}");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("psutil-headers-");
        try
        {
            string[] lines = Command.Run(Compile(folder, source.ToString())).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return expressions.Zip(lines, (expression, line) => (expression, line))
                .ToDictionary(pair => pair.expression, pair => long.Parse(pair.line, CultureInfo.InvariantCulture));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The path of a C program, compiled into a folder. The test is skipped if there is no compiler.</summary>
    public static string Compile(DirectoryInfo folder, string source)
    {
        string sourcePath = Path.Join(folder.FullName, "program.c");
        string programPath = Path.Join(folder.FullName, "program");
        File.WriteAllText(sourcePath, source);
        Command.Run("gcc", "-o", programPath, sourcePath);
        return programPath;
    }
}
