using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Psutil.Tool.Platform;

/// <summary>The program of <c>psutil serve</c>.</summary>
internal static unsafe class ServerProgram
{
    private const string Name = "psutil-serve";

    /// <summary>Becomes that program. Returns its exit code where a program cannot become another.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="IOException">It is not there, or cannot be started.</exception>
    public static int Run(string[] arguments)
    {
        string[] command = [.. Find(), .. arguments];
        if (OperatingSystem.IsWindows())
        {
            return RunBeside(command);
        }

        Execute(command);
        throw new IOException($"{command[0]} cannot be started: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
    }

    // The native program is beside this one. What needs the runtime is in a folder of its own, because it has other libraries.
    private static string[] Find()
    {
        string program = Environment.ProcessPath ?? "";
        string beside = Path.Join(Path.GetDirectoryName(program), WithSuffix(Name));
        if (File.Exists(beside))
        {
            return [beside];
        }

        string folder = Path.Join(AppContext.BaseDirectory, "serve");
        string hosted = Path.Join(folder, WithSuffix(Name));
        string assembly = Path.Join(folder, Name + ".dll");
        // A package of the runtime's kind does not keep the right to execute a file.
        return Path.GetFileNameWithoutExtension(program) == "dotnet" && File.Exists(assembly) ? [program, assembly]
            : File.Exists(hosted) ? [hosted]
            : throw new FileNotFoundException($"{beside} is missing: it has the web server of psutil serve");
    }

    private static string WithSuffix(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;

    private static int RunBeside(string[] command)
    {
        ProcessStartInfo start = new(command[0], command[1..]) { UseShellExecute = false };
        // Ctrl+C reaches both: this one waits for the other to end.
        Console.CancelKeyPress += static (_, cancel) => cancel.Cancel = true;
        using Process process = Process.Start(start) ?? throw new IOException($"{command[0]} cannot be started");
        process.WaitForExit();
        return process.ExitCode;
    }

    private static void Execute(string[] command)
    {
        byte** vector = stackalloc byte*[command.Length + 1];
        for (int index = 0; index < command.Length; index++)
        {
            vector[index] = AllocateText(command[index]);
        }

        vector[command.Length] = null;
        _ = Libc.Execute(vector[0], vector);
    }

    // Not freed: what comes next is another program, or an error that ends this one.
    private static byte* AllocateText(string text)
    {
        byte[] bytes = OSText.GetBytes(text);
        byte* copy = (byte*)NativeMemory.AllocZeroed((nuint)bytes.Length + 1);
        bytes.CopyTo(new Span<byte>(copy, bytes.Length));
        return copy;
    }
}
