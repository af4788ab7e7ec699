using Psutil.SimulatedTests.Kernel;

namespace Psutil.SimulatedTests.FreeBsd;

public sealed partial class FreeBsdKernel
{
    private const string Topology = """
        <groups>
         <group level="1" cache-level="3">
          <cpu count="2" mask="3,0,0,0">0, 1</cpu>
          <children>
           <group level="2" cache-level="2">
            <cpu count="2" mask="3,0,0,0">0, 1</cpu>
            <flags><flag name="THREAD">THREAD group</flag><flag name="SMT">SMT group</flag></flags>
           </group>
          </children>
         </group>
        </groups>

        """;

    // Behaviours.md: kernel-environment
    private static readonly Dictionary<string, string> KernelVariables = new()
    {
        ["smbios.system.maker"] = "Example Inc.",
        ["smbios.system.product"] = "Box 9",
        ["smbios.system.version"] = "Default string",
        ["smbios.planar.product"] = "B1",
        ["smbios.bios.vendor"] = "Example BIOS",
        ["smbios.bios.version"] = "1.2",
        ["smbios.bios.reldate"] = "02/29/2024",
    };

    private nint KernelVariable(NativeCall call)
    {
        Assert.Equal(0, call.Int(0));
        if (!KernelVariables.TryGetValue(call.Text(1), out string? text))
        {
            throw Failure("ENOENT");
        }

        byte[] value = [.. OSText.GetBytes(text), 0];
        int length = Math.Min(value.Length, call.Int(3));
        value.AsSpan(0, length).CopyTo(call.Memory(2, length));
        return length;
    }
}
