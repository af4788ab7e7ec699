using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests.Abi;

/// <summary>What the C compiler says of the system's headers.</summary>
internal static class CHeaders
{
    /// <summary>
    /// The values of constant C expressions (<c>sizeof</c>, <c>offsetof</c>, macros). The test is skipped if there is no compiler.
    /// </summary>
    /// <param name="includes">The headers, one per line, as <c>linux/netlink.h</c>, or C source that has its own <c>#include</c>
    /// lines.</param>
    /// <param name="expressions">The expressions.</param>
    public static IReadOnlyDictionary<string, long> Evaluate(string includes, params string[] expressions)
    {
        string folder = Directory.CreateTempSubdirectory("psutil-headers-").FullName;
        try
        {
            string source = Path.Join(folder, "expressions.c");
            string program = Path.Join(folder, "expressions");
            IEnumerable<string> lines =
            [
                "#include <stdio.h>",
                "#include <stddef.h>",
                .. includes.Contains('#')
                    ? [includes]
                    : from include in includes.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    select $"#include <{include}>",
                "int main(void) {",
                .. from expression in expressions select $"  printf(\"%lld\\n\", (long long)({expression}));",
                "  return 0;",
                "}",
            ];
            File.WriteAllLines(source, lines);
            Command.Run("gcc", "-D_GNU_SOURCE", "-o", program, source);
            string[] values = Command.Run(program).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return expressions.Zip(values).ToDictionary(pair => pair.First, pair => long.Parse(pair.Second, CultureInfo.InvariantCulture));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
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
