// Checks that a deployment has come up. The exit code is 0 if it has, 1 if anything is missing.
//   DeploymentCheck SECONDS PROCESS PORT FOLDER FREE_BYTES
using System.Globalization;

if (args is not [string seconds, string name, string portNumber, string folder, string freeBytes])
{
    Console.Error.WriteLine("usage: DeploymentCheck SECONDS PROCESS PORT FOLDER FREE_BYTES");
    return 2;
}

Machine machine = Machine.Local;
TimeSpan limit = TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
int port = int.Parse(portNumber, CultureInfo.InvariantCulture);
long free = long.Parse(freeBytes, CultureInfo.InvariantCulture);

int exitCode = 0;
Check($"{name} runs", () => machine.Processes.WaitForProcess(process => process.Name == name, ProcessFields.Name, limit) is not null);
Check($"port {port} is listened on", () => machine.Network.WaitForListener(port, limit) is not null);
Check($"{ByteSize.ToString(free)} are free in {folder}", () => machine.Disks.GetUsage(folder).Free >= free);
return exitCode;

void Check(string what, Func<bool> holds)
{
    string? failure = "no";
    try
    {
        failure = holds() ? null : failure;
    }
    catch (PsutilException exception)
    {
        failure = exception.Message;
    }

    Console.WriteLine(OSText.Escape(failure is null ? $"ok      {what}" : $"FAILED  {what}: {failure}"));
    exitCode = failure is null ? exitCode : 1;
}
