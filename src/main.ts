import './trusted-types.ts';
import { mount } from 'svelte';
import { createApp } from '#state/app.ts';
import App from '#ui/App.svelte';
import '#ui/tokens.css';
import '#ui/base.css';
import '#ui/widgets/controls.css';

const target = document.querySelector('#app');
if (target) mount(App, { target, props: { app: createApp() } });
