using System.Diagnostics;

namespace Psutil.HostileTests.Programs;

/// <summary>One of the C programs beside this file, compiled and running. Ends, with all that it started, when it is disposed.</summary>
internal sealed class NativeProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly Process _process;

    private NativeProgram(string path, string argument)
    {
        _process = Process.Start(
            new ProcessStartInfo(path, [argument])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
    }

    public int Pid => _process.Id;

    /// <summary>Whether there is a compiler.</summary>
    public static bool CanCompile { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Join(folder, "gcc")));

    /// <summary>Starts a program and waits until it is ready.</summary>
    public static NativeProgram Start(string name, int count)
    {
        NativeProgram program = new(Compile(name), count.ToString(CultureInfo.InvariantCulture));
        if (program.ReadLine() is var line && line != "ready")
        {
            string errors = program._process.StandardError.ReadToEnd();
            program.Dispose();
            throw new InvalidOperationException($"{name} said '{line}' instead of 'ready': {errors}");
        }

        return program;
    }

    public string? ReadLine()
    {
        Task<string?> line = _process.StandardOutput.ReadLineAsync();
        return line.Wait(Patience) ? line.Result : throw new TimeoutException("The program said nothing.");
    }

    /// <summary>Lets the program end: what it holds is gone when this returns.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(Patience))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static string Compile(string name)
    {
        string folder = Directory.CreateTempSubdirectory("psutil-program-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        string path = Path.Join(folder, name);
        using Process compiler = Process.Start("gcc", ["-O1", "-o", path, Path.Join(AppContext.BaseDirectory, "Programs", name + ".c")]);
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? path : throw new InvalidOperationException($"{name}.c does not compile.");
    }
}
