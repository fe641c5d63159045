//! What wgpu is asked for by each step of the ladder ([`Graphics`]), and how it is noticed that the adapter is
//! gone while the window is open: a driver that starts anew, somebody who works from another computer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use eframe::egui_wgpu::{RenderState, WgpuConfiguration, WgpuSetup, WgpuSetupCreateNew};
use eframe::wgpu;

use crate::app::platform::graphics::Graphics;

/// What wgpu is asked for.
pub(super) fn configuration(graphics: Graphics) -> WgpuConfiguration {
    let mut setup = WgpuSetupCreateNew::without_display_handle();
    setup.instance_descriptor.backends = backends(graphics);
    setup.power_preference = wgpu::PowerPreference::LowPower;
    setup.native_adapter_selector = Some(Arc::new(move |adapters, surface| {
        let fits = |adapter: &&wgpu::Adapter| {
            surface.is_none_or(|surface| adapter.is_surface_supported(surface))
        };
        let is_meant = |adapter: &&wgpu::Adapter| {
            graphics != Graphics::Software
                || adapter.get_info().device_type == wgpu::DeviceType::Cpu
        };
        let fitting = adapters.iter().filter(fits).filter(is_meant);
        let best = fitting.min_by_key(|adapter| rank(adapter.get_info().device_type));
        best.cloned().ok_or_else(|| "no graphics adapter fits the window".to_owned())
    }));
    WgpuConfiguration { wgpu_setup: WgpuSetup::CreateNew(setup), ..Default::default() }
}

/// The ways to an adapter. On Windows DX12 has a software adapter of its own.
fn backends(graphics: Graphics) -> wgpu::Backends {
    let newer = if cfg!(windows) {
        wgpu::Backends::DX12
    } else if cfg!(target_os = "macos") {
        wgpu::Backends::METAL
    } else {
        wgpu::Backends::VULKAN
    };
    match graphics {
        Graphics::OpenGl => wgpu::Backends::GL,
        Graphics::Hardware | Graphics::Software => {
            wgpu::Backends::from_env().unwrap_or(newer | wgpu::Backends::GL)
        }
    }
}

/// Low power first, software last: old office laptops have only the one, remote desktops only the other.
fn rank(device: wgpu::DeviceType) -> u8 {
    match device {
        wgpu::DeviceType::IntegratedGpu => 0,
        wgpu::DeviceType::DiscreteGpu => 1,
        wgpu::DeviceType::VirtualGpu => 2,
        wgpu::DeviceType::Other => 3,
        wgpu::DeviceType::Cpu => 4,
    }
}

/// Knows whether the adapter that draws the window is still there.
#[derive(Clone, Default)]
pub(super) struct Watch(Arc<AtomicBool>);

impl Watch {
    /// Watches the adapter of a window that was just made. Whatever goes wrong with it is taken for its loss:
    /// the library's own answer is to end the program.
    pub(super) fn over(&self, render: &RenderState, ctx: &egui::Context) {
        let note = {
            let (lost, ctx) = (Arc::clone(&self.0), ctx.clone());
            move || {
                lost.store(true, Ordering::Relaxed);
                ctx.request_repaint();
            }
        };
        let noted = note.clone();
        render.device.set_device_lost_callback(move |reason, message| {
            if reason != wgpu::DeviceLostReason::Destroyed {
                tracing::warn!(message, "the graphics adapter is gone");
                noted();
            }
        });
        render.device.on_uncaptured_error(Arc::new(move |error: wgpu::Error| {
            tracing::error!(%error, "the graphics adapter failed");
            note();
        }));
    }

    /// Whether it is gone.
    pub(super) fn is_lost(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What the log says of an adapter.
pub(super) fn adapter(render: &RenderState) -> String {
    let info = render.adapter.get_info();
    let kind = match info.device_type {
        wgpu::DeviceType::Cpu => "software",
        _ => "hardware",
    };
    let parts = [info.name, info.driver, info.driver_info, info.backend.to_string()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{} ({kind})", parts.join(", "))
}
