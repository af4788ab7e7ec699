using System.Text;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests.Abi;

/// <summary>What the C headers of this machine say about sizes, offsets and constants.</summary>
internal static class CHeaders
{
    /// <summary>The values of whole-number C expressions, such as <c>sizeof(struct utmp)</c>; the test is skipped if there is no C compiler.</summary>
    public static IReadOnlyDictionary<string, long> Evaluate(string includes, params string[] expressions)
    {
        StringBuilder source = new();
        source.Append("#define _GNU_SOURCE\n#include <stddef.h>\n#include <stdio.h>\n").Append(includes).Append("\nint main(void)\n{\n");
        foreach (string expression in expressions)
        {
            source.Append(CultureInfo.InvariantCulture, $"    printf(\"%lld\\n\", (long long)({expression}));\n");
        }

        source.Append("    return 0;\n}\n");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("psutil-abi-");
        try
        {
            string program = Path.Join(folder.FullName, "program");
            File.WriteAllText($"{program}.c", source.ToString());
            Command.Run("gcc", "-o", program, $"{program}.c");
            string[] lines = Command.Run(program).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Dictionary<string, long> values = [];
            for (int index = 0; index < expressions.Length; index++)
            {
                values[expressions[index]] = long.Parse(lines[index], CultureInfo.InvariantCulture);
            }

            return values;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
