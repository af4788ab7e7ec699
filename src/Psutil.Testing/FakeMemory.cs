namespace Psutil.Testing;

/// <summary>The memory of a <see cref="FakeMachine"/>.</summary>
public sealed class FakeMemory : Memory
{
    internal FakeMemory() { }

    /// <summary>The result of <see cref="GetVirtual"/>; not supported if null.</summary>
    public VirtualMemory? Virtual { get; set; }

    /// <summary>The result of <see cref="GetSwap"/>; not supported if null.</summary>
    public SwapMemory? Swap { get; set; }

    /// <summary>The result of <see cref="GetPressure"/>.</summary>
    public PressureStall? Pressure { get; set; }

    /// <inheritdoc/>
    public override VirtualMemory GetVirtual() => Virtual ?? throw FakeMachine.NotSet("Memory.Virtual");

    /// <inheritdoc/>
    public override SwapMemory GetSwap() => Swap ?? throw FakeMachine.NotSet("Memory.Swap");

    /// <inheritdoc/>
    public override PressureStall? GetPressure() => Pressure;
}
