using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Psutil.SimulatedTests.Kernel;

/// <summary>
/// A C library, built by gcc, that exports every function which the BSD and macOS backends import, and hands each call with its arguments
/// to the simulated kernel. The runtime is told to find the library's imports there instead of in the system's own.
/// </summary>
internal static unsafe class SimulatedLibrary
{
    // As many as any function has. Reading more than were given is harmless: they are words of the caller's frame.
    private const int ArgumentCount = 10;

    private static readonly string[] Folders = ["Bsd", "FreeBsd", "MacOS", "OpenBsd", "NetBsd"];
    private static readonly Lazy<nint> Handle = new(Load);

    /// <summary>The functions that the backends import, by their symbols.</summary>
    public static IReadOnlyList<string> Symbols { get; } =
    [.. ImportsOf(Folders).Select(import => import.Symbol).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The imports below some of the library's operating system folders.</summary>
    public static IEnumerable<(string Type, string Symbol)> ImportsOf(params string[] folders) =>
        from type in typeof(Machine).Assembly.GetTypes()
        where folders.Any(folder => type.Namespace == $"Psutil.Platforms.{folder}.Interop")
        from import in ImportsOf(type)
        select import;

    /// <summary>The imports of a type.</summary>
    public static IEnumerable<(string Type, string Symbol)> ImportsOf(Type type) =>
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
        let import = method.GetCustomAttribute<DllImportAttribute>()
        where import is not null
        select (type.FullName!, import.EntryPoint ?? method.Name);

    /// <summary>Loads the library; the test is skipped if there is no compiler.</summary>
    public static void Use() => _ = Handle.Value;

    private static nint Load()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("psutil-simulated-");
        string source = Path.Join(folder.FullName, "simulated.c");
        string library = Path.Join(folder.FullName, "simulated.so");
        File.WriteAllText(source, WriteSource());
        Compile(source, library);
        nint handle = NativeLibrary.Load(library);
        folder.Delete(recursive: true);
        *(delegate* unmanaged[Cdecl]<int, nint*, int*, nint>*)NativeLibrary.GetExport(handle, "simulated_handler") = &Answer;
        NativeLibrary.SetDllImportResolver(typeof(Machine).Assembly, (_, _, _) => handle);
        return handle;
    }

    private static string WriteSource()
    {
        StringBuilder source = new();
        source.AppendLine("#include <errno.h>");
        source.AppendLine("long (*simulated_handler)(int function, long *arguments, int *error);");
        source.AppendLine("unsigned int mach_task_self_ = 0x203;");
        string parameters = string.Join(", ", Enumerable.Range(0, ArgumentCount).Select(index => $"long a{index}"));
        string values = string.Join(", ", Enumerable.Range(0, ArgumentCount).Select(index => $"a{index}"));
        foreach ((int index, string symbol) in Symbols.Index())
        {
            source.AppendLine(CultureInfo.InvariantCulture, $"long simulated_{index}({parameters}) __asm__(\"{symbol}\");");
            source.AppendLine(CultureInfo.InvariantCulture, $"long simulated_{index}({parameters}) {{");
            source.AppendLine(CultureInfo.InvariantCulture, $"  long arguments[] = {{ {values} }}; int error = 0;");
            source.AppendLine(CultureInfo.InvariantCulture, $"  long result = simulated_handler({index}, arguments, &error);");
            source.AppendLine("  if (error) errno = error;");
            source.AppendLine("  return result;");
            source.AppendLine("}");
        }

        return source.ToString();
    }

    private static void Compile(string source, string library)
    {
        try
        {
            using Process compiler = Process.Start(
                new ProcessStartInfo("gcc", ["-shared", "-fPIC", "-O1", "-fno-builtin", "-o", library, source])
                {
                    RedirectStandardError = true,
                }
            )!;
            string errors = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            Assert.True(compiler.ExitCode == 0, errors);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            Assert.Skip($"gcc cannot be run here: {exception.Message}");
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Answer(int function, nint* arguments, int* error) =>
        SimulatedKernel.Answer(new NativeCall(Symbols[function], arguments), error);
}
